using System.Buffers;
using Gateway.Common.Language;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Testing;

namespace Gateway.Bench.Sources;

/// <summary>One answer and the two ways to read it.</summary>
/// <param name="Bytes">Of the answer.</param>
/// <param name="Prepare">Puts the answer where ours reads it: what the HTTP client does before.</param>
/// <param name="Check">Throws where ours does not read what it should.</param>
internal sealed record ConnectorCase(
    string Name, int Bytes, Action Prepare, Action Ours, string PeerName, Action Peer, Action Check)
{
    /// <param name="name">As the table shows it.</param>
    /// <param name="contract">A contract of the sample shop, imported.</param>
    /// <param name="binding">Of its protocol.</param>
    /// <param name="selection">One root field with what is read of it.</param>
    /// <param name="answer">Its answer, whole.</param>
    /// <param name="peer">Reads the same answer; its name and how.</param>
    public static ConnectorCase Of(
        string name,
        ImportResult contract,
        SourceBinding binding,
        string selection,
        ConnectorAnswer answer,
        (string Name, Action Read) peer)
    {
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(contract.Sdl!), SchemaBuildOptions.SourceSchema);
        var call = binding.Compile(FetchFields.Of(schema, selection));
        var headers = new HttpResponseMessage().Headers;
        SourceResponse? received = null;
        return new ConnectorCase(name, answer.Bytes.Length, Receive, () => Read(), peer.Name, peer.Read, () =>
        {
            Receive();
            if (Read() != CellKind.Object)
            {
                throw new BenchException("The answer was not read.");
            }
        });

        void Receive()
        {
            var body = ArrayPool<byte>.Shared.Rent(answer.Bytes.Length);
            answer.Bytes.CopyTo(body, 0);
            received = answer.Trailers is { } trailers
                ? new SourceResponse(200, answer.MediaType, trailers, 0, body, answer.Bytes.Length)
                : new SourceResponse(200, answer.MediaType, headers, null, body, answer.Bytes.Length);
        }

        CellKind Read()
        {
            var store = ResultStorePool.Rent();
            using var response = received!;
            var kind = call.Read(store, response).Kind;
            ResultStorePool.Return(store);
            return kind;
        }
    }

    /// <summary>A contract of the sample shop.</summary>
    public static ContractFile Contract(string file) => new(
        file, File.ReadAllBytes(Repository.PathOf($"samples/Shop/contracts/{file}")), static _ => null);
}

/// <summary>What a source says.</summary>
/// <param name="Trailers">Of a call over HTTP/2, as its client hands them over: a line each.</param>
internal sealed record ConnectorAnswer(string MediaType, byte[] Bytes, byte[]? Trailers = null);

using Gateway.Common.Policies.Resilience;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources.Grpc.Compiler;
using Gateway.Common.Sources.Grpc.Contracts;
using Gateway.Common.Sources.Grpc.Import;
using Gateway.Common.Sources.Grpc.Wire;

namespace Gateway.Common.Sources.Grpc;

/// <summary>Asks a running server for its contract.</summary>
/// <remarks>
/// Shape: its services, the files that declare them, then what those import, until nothing is missing; as a descriptor
/// set, imports first, services by name, so that the same server gives the same bytes. Only the transport's address is
/// asked. Bounds: <see cref="ImportOptions.FilesMax"/> files, <see cref="RoundsMax"/> calls, each answer by the
/// transport's. Errors: <see cref="GrpcImportCodes.ReflectionFailed"/>.
/// Source: grpc/reflection/v1/reflection.proto; v1alpha where a server knows no other.
/// </remarks>
internal sealed class ReflectedContract
{
    private const int RoundsMax = 64;
    private const string OwnServices = "grpc.reflection.";

    private static readonly string[] Versions = ["v1", "v1alpha"];

    private readonly SourceTransport _transport;
    private readonly ImportOptions _options;
    private readonly FetchContext _context;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = new(StringComparer.Ordinal);
    private readonly List<string> _roots = [];
    private string _version = Versions[0];
    private int _rounds;

    private ReflectedContract(SourceTransport transport, ImportOptions options, FetchContext context)
    {
        _transport = transport;
        _options = options;
        _context = context;
    }

    /// <returns>A descriptor set, as <c>protoc --include_imports -o</c> writes one.</returns>
    /// <exception cref="GrpcImportException">The server cannot be asked, or its answers are no contract.</exception>
    public static async Task<byte[]> FetchAsync(
        SourceTransport transport, ImportOptions options, CallDeadline deadline, CancellationToken cancellationToken)
    {
        using var store = new ResultStore();
        var contract = new ReflectedContract(transport, options, ContextOf(store, deadline));
        try
        {
            foreach (var service in await contract.ListServicesAsync(cancellationToken).ConfigureAwait(false))
            {
                contract._roots.Add(await contract.FetchDeclaringAsync(service, cancellationToken)
                    .ConfigureAwait(false));
            }

            await contract.FetchImportsAsync(cancellationToken).ConfigureAwait(false);
            return contract.ToSet();
        }
        catch (ProtoFormatException malformed)
        {
            throw Failed(malformed.Message);
        }
    }

    /// <summary>Nobody's request: no headers, no claims, no variables.</summary>
    private static FetchContext ContextOf(ResultStore store, CallDeadline deadline) => new()
    {
        Store = store,
        RootRow = 0,
        IntrospectionRow = 0,
        Variables = VariableValues.Empty,
        Flags = [],
        Deadline = deadline,
        FindClaims = static _ => [],
        FindHeader = static _ => null,
        EnforcesOwnership = false,
    };

    private async Task<IReadOnlyList<string>> ListServicesAsync(CancellationToken cancellationToken)
    {
        const int listServices = 7;
        foreach (var version in Versions)
        {
            _version = version;
            if (await AskAsync([new Question(listServices, "*")], cancellationToken).ConfigureAwait(false)
                is not [var answer])
            {
                continue;
            }

            return [.. (answer.Record(6)?.Records(1) ?? []).Select(static service => service.Text(1))
                .Where(static name => !name.StartsWith(OwnServices, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)];
        }

        throw Failed("the server has no reflection, neither v1 nor v1alpha.");
    }

    /// <returns>The path of the file that declares a service; it is kept, with what came beside it.</returns>
    private async Task<string> FetchDeclaringAsync(string service, CancellationToken cancellationToken)
    {
        const int fileContainingSymbol = 4;
        var answers = await AskAsync([new Question(fileContainingSymbol, service)], cancellationToken)
            .ConfigureAwait(false);
        return Keep(answers, service) ?? throw Failed($"the server does not tell where {service} is declared.");
    }

    private async Task FetchImportsAsync(CancellationToken cancellationToken)
    {
        const int fileByFilename = 3;
        while (Missing() is { Count: > 0 } missing)
        {
            var questions = missing.Select(static path => new Question(fileByFilename, path)).ToArray();
            Keep(await AskAsync(questions, cancellationToken).ConfigureAwait(false), missing[0]);
            if (missing.Find(path => !_files.ContainsKey(path)) is { } gone)
            {
                throw Failed($"the server does not give {gone}, which it imports.");
            }
        }
    }

    /// <summary>Imported and not there yet; those that the gateway has itself are taken from it.</summary>
    private List<string> Missing()
    {
        var missing = new List<string>();
        var imports = _files.Values.SelectMany(static file => ProtoRecord.Parse(file).Texts(3)).Distinct().ToList();
        foreach (var path in imports)
        {
            if (_files.ContainsKey(path))
            {
                continue;
            }

            if (WellKnownFiles.Find(path) is { } own)
            {
                _files.Add(path, own);
                // What it imports itself is looked for as well.
                return Missing();
            }

            missing.Add(path);
        }

        return missing;
    }

    /// <returns>The path of the first file of the first answer; null for none.</returns>
    private string? Keep(List<ProtoRecord>? answers, string what)
    {
        string? first = null;
        foreach (var answer in answers ?? throw Failed($"the server does not answer for {what}."))
        {
            foreach (var file in answer.Record(4)?.Blobs(1) ?? [])
            {
                var path = ProtoRecord.Parse(file).Text(1);
                first ??= path;
                _files.TryAdd(path, file);
                if (_files.Count > _options.FilesMax)
                {
                    throw new GrpcImportException(
                        GrpcImportCodes.TooLarge, $"The contract has more than {_options.FilesMax} files.");
                }
            }
        }

        return first;
    }

    private byte[] ToSet()
    {
        using var buffer = new SourceRequest();
        var output = new ProtoWriter(buffer);
        var written = new HashSet<string>(StringComparer.Ordinal);
        // Some servers forget what their files import and send it along all the same.
        foreach (var path in _roots.Concat(_files.Keys.Order(StringComparer.Ordinal)))
        {
            Write(path);
        }

        return buffer.Body.ToArray();

        void Write(string path)
        {
            if (!written.Add(path))
            {
                return;
            }

            foreach (var import in ProtoRecord.Parse(_files[path]).Texts(3))
            {
                Write(import);
            }

            output.Tag(1, WireType.Bytes);
            output.Varint((ulong)_files[path].Length);
            output.Bytes(_files[path].Span);
        }
    }

    /// <summary>Asks several things in one call.</summary>
    /// <returns>An answer for each, errors left out; null where the server does not know this version.</returns>
    private async Task<List<ProtoRecord>?> AskAsync(Question[] questions, CancellationToken cancellationToken)
    {
        if (++_rounds > RoundsMax + _options.FilesMax)
        {
            throw Failed("the server makes too many calls necessary.");
        }

        using var request = new SourceRequest
        {
            Method = HttpMethod.Post,
            Target = $"/grpc.reflection.{_version}.ServerReflection/ServerReflectionInfo",
            ContentType = "application/grpc",
            IsHttp2 = true,
            IsIdempotent = true,
            DeadlineHeader = GrpcTimeout.Header,
            FindFailure = GrpcAnswer.FindFailure,
        };
        request.Headers.Add(new KeyValuePair<string, string>("te", "trailers"));
        foreach (var question in questions)
        {
            question.WriteTo(request);
        }

        var outcome = await _transport.SendAsync(request, _context, cancellationToken).ConfigureAwait(false);
        if (!outcome.IsSuccess)
        {
            throw Failed(outcome.Failure.Detail);
        }

        using var response = outcome.Value;
        return Read(response);
    }

    private static List<ProtoRecord>? Read(SourceResponse response)
    {
        try
        {
            var (status, detail, _) = GrpcAnswer.StatusOf(response);
            if (status == GrpcStatus.Unimplemented)
            {
                return null;
            }

            if (status != GrpcStatus.Ok)
            {
                throw Failed($"{status}: {detail}");
            }

            // Records point into it, and the response's own array is given back.
            ReadOnlyMemory<byte> body = response.Body.ToArray();
            var answers = new List<ProtoRecord>();
            while (!body.IsEmpty)
            {
                var length = body.Length < GrpcFrame.PrefixBytes ? int.MaxValue
                    : GrpcFrame.LengthOf(body.Span, body.Length);
                if (length > body.Length - GrpcFrame.PrefixBytes || GrpcFrame.IsCompressed(body.Span, null))
                {
                    throw Failed("a message cut short.");
                }

                answers.Add(ProtoRecord.Parse(body.Slice(GrpcFrame.PrefixBytes, length)));
                body = body[(GrpcFrame.PrefixBytes + length)..];
            }

            return answers;
        }
        catch (SourceException invalid)
        {
            throw Failed(invalid.Message);
        }
    }

    private static GrpcImportException Failed(string reason) =>
        new(GrpcImportCodes.ReflectionFailed, $"The contract could not be asked for: {reason}");

    /// <param name="Field">Of ServerReflectionRequest.</param>
    private sealed record Question(int Field, string Text)
    {
        public void WriteTo(SourceRequest request)
        {
            var start = request.WrittenSpan.Length;
            request.GetSpan(GrpcFrame.PrefixBytes)[..GrpcFrame.PrefixBytes].Clear();
            request.Advance(GrpcFrame.PrefixBytes);
            var output = new ProtoWriter(request);
            var text = System.Text.Encoding.UTF8.GetBytes(Text);
            output.Tag(Field, WireType.Bytes);
            output.Varint((ulong)text.Length);
            output.Bytes(text);
            var message = request.WrittenSpan[start..];
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(
                message[1..], message.Length - GrpcFrame.PrefixBytes);
        }
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Testing.Federation;

namespace Gateway.Common.Tests.Performance;

/// <summary>Stands for all subgraphs: works each body out once, then answers it from memory and allocates next to
/// nothing.</summary>
internal sealed class WorkloadSender : ICallSender
{
    private readonly ConcurrentDictionary<string, byte[]> _answers = new();

    public int Calls { get; private set; }

    public ValueTask<CallOutcome<SourceResponse>> SendAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken)
    {
        Calls++;
        var body = request.Body.Span;
        var known = _answers.GetAlternateLookup<ReadOnlySpan<char>>();
        var characters = ArrayPool<char>.Shared.Rent(body.Length);
        var key = characters.AsSpan(0, Encoding.Latin1.GetChars(body, characters));
        if (!known.TryGetValue(key, out var answer))
        {
            answer = SubgraphExecutor.Execute(body);
            _answers[key.ToString()] = answer;
        }

        ArrayPool<char>.Shared.Return(characters);
        var sent = ArrayPool<byte>.Shared.Rent(answer.Length);
        answer.CopyTo(sent, 0);
        return new(new CallOutcome<SourceResponse>(
            new SourceResponse(200, "application/json", [], sent, answer.Length)));
    }
}

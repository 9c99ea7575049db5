using System.Buffers;
using System.Net.Http.Headers;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Performance;

/// <summary>Gives every call the same answer, at once, in a rented array as a transport would.</summary>
internal sealed class CannedSender(byte[] answer) : ICallSender
{
    private readonly HttpResponseHeaders _headers = new HttpResponseMessage().Headers;

    public ValueTask<CallOutcome<SourceResponse>> SendAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken)
    {
        var body = ArrayPool<byte>.Shared.Rent(answer.Length);
        answer.CopyTo(body, 0);
        return new(new CallOutcome<SourceResponse>(
            new SourceResponse(200, "application/json", _headers, null, body, answer.Length)));
    }
}

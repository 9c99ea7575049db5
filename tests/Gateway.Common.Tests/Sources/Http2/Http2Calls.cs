using System.Buffers;
using System.Text;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Sources.Http2;

/// <summary>Calls over HTTP/2, and what is made of their answers.</summary>
internal static class Http2Calls
{
    public const int BodyBytesMax = 100_000;

    public static SourceTransport Transport(
        Uri address, TimeProvider? time = null, int tries = 1, TimeSpan? tryTimeout = null) => new(
        new SourceTransportOptions { Name = "s", Address = address, ResponseBytesMax = BodyBytesMax },
        new ResilienceOptions
        {
            Retry = new RetryOptions { TriesMax = tries },
            TryTimeout = tryTimeout ?? TimeSpan.FromSeconds(30),
            Breaker = new BreakerOptions { CallsMin = int.MaxValue },
        },
        time ?? TimeProvider.System);

    public static SourceRequest Request(byte[]? body = null)
    {
        var request = new SourceRequest
        {
            Method = HttpMethod.Post,
            Target = "/a.B/C",
            ContentType = "application/grpc",
            IsHttp2 = true,
        };
        request.Headers.Add(new("TE", "trailers"));
        request.Write(body ?? "hello"u8);
        return request;
    }

    /// <returns>Status, media type, body and status of gRPC, or the kind of the failure.</returns>
    public static async Task<string> AskAsync(
        SourceTransport transport, SourceRequest? request = null, CancellationToken? caller = null)
    {
        using var own = request is null ? Request() : null;
        var outcome = await transport.SendAsync(
            request ?? own!, NobodysCall.Context(), caller ?? TestContext.Current.CancellationToken);
        if (!outcome.IsSuccess)
        {
            return outcome.Failure.Kind.ToString();
        }

        using var response = outcome.Value;
        var status = response.TrailerFields.Find("grpc-status") ?? response.HeaderFields.Find("grpc-status");
        return $"{response.Status} {response.MediaType ?? "-"} {Encoding.Latin1.GetString(response.Body)} {status}";
    }
}

using System.Text;
using System.Text.Json;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.RateLimiting;
using Gateway.Common.Tests.Execution;
using Gateway.Common.Transport;
using Gateway.Testing;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Tests.Transport;

/// <summary>Arrays of requests do not get more than single requests would.</summary>
public sealed class BatchTests
{
    private static readonly ManualTimeProvider Time = new();

    /// <summary>Requests in the array, tokens in the bucket, and how many are answered with data.</summary>
    [Theory]
    [InlineData(3, 3, 3, 200)]
    [InlineData(3, 2, 2, 200)]
    [InlineData(5, 1, 1, 200)]
    public async Task Each_request_of_an_array_takes_its_token(int requests, int tokens, int answered, int status)
    {
        var limiter = new RateLimiter("client", new RateLimitPolicy { Permits = tokens }, Time);
        var gateway = new StubGateway(("s", "type Query { a: Int }")) { Limiter = limiter };
        var context = Post($"[{string.Join(',', Enumerable.Repeat("""{"query":"{ __typename }"}""", requests))}]");

        await Endpoint(gateway, limiter).HandleAsync(context);

        using var json = JsonDocument.Parse(Body(context));
        var codes = json.RootElement.EnumerateArray().Select(static one => one.TryGetProperty("errors", out var errors)
            ? errors[0].GetProperty("extensions").GetProperty("code").GetString()
            : null);
        Assert.Equal(
            [.. Enumerable.Repeat<string?>(null, answered), .. Enumerable.Repeat("RATE_LIMITED", requests - answered)],
            codes);
        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal(RateLimitOutcome.Exhausted, limiter.TryAcquire("", tokens - answered + 1).Outcome);
    }

    [Fact]
    public async Task An_array_without_a_token_for_any_has_the_refusal_s_status()
    {
        var limiter = new RateLimiter("client", new RateLimitPolicy { Permits = 1 }, Time);
        limiter.TryAcquire("");
        var gateway = new StubGateway(("s", "type Query { a: Int }")) { Limiter = limiter };
        var context = Post("""[{"query":"{ __typename }"},{"query":"{ __typename }"}]""");

        await Endpoint(gateway, limiter).HandleAsync(context);

        Assert.Equal(429, context.Response.StatusCode);
        Assert.NotEmpty(context.Response.Headers.RetryAfter.ToString());
    }

    private static GraphQLEndpoint Endpoint(StubGateway gateway, RateLimiter limiter) => new(
        new RequestPipeline(PipelineStages.For(gateway.Parts), () => gateway.Snapshot),
        new GraphQLHttpOptions { BatchRequestsMax = 5 },
        new ReplyWriter(usesDraftStatus: false, limiter, new CompressionOptions()),
        Time);

    private static DefaultHttpContext Post(string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        context.Features.Set(new RequestContext(context));
        return context;
    }

    private static byte[] Body(HttpContext context) => ((MemoryStream)context.Response.Body).ToArray();
}

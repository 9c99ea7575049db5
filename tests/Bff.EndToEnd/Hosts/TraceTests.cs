using System.Collections.Concurrent;
using System.Text.Json;
using Gateway.Common.Configuration;
using Microsoft.AspNetCore.Http;

namespace Bff.EndToEnd.Hosts;

/// <summary>Every call to a source belongs to the trace of the request that it is made for.</summary>
[Collection(ShopHosts.Name)]
public sealed class TraceTests(ShopHosts hosts)
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Span = "b7ad6b7169203331";
    private const string Parent = $"00-{Trace}-{Span}-01";

    private static readonly string[] AllSources = ["accounts", "billing", "catalog", "inventory", "orders", "reviews"];

    /// <summary>With a log the server makes activities of its own, without one it makes none.</summary>
    [Theory]
    [InlineData("Web", false)]
    [InlineData("Web", true)]
    [InlineData("Mobile", false)]
    [InlineData("Mobile", true)]
    [InlineData("Partner", false)]
    [InlineData("Partner", true)]
    public async Task A_clients_trace_goes_on_to_every_source(string profile, bool hasLog)
    {
        var (answers, calls) = await CallAsync(
            profile, hasLog,
            ("traceparent", Parent), ("tracestate", "vendor=1,other=2"), ("baggage", "user=alice"),
            ("X-Correlation-Id", "order-7"));

        Assert.All(answers, static answer => Assert.Equal("order-7", answer.Header("X-Correlation-Id")));
        Assert.Equal(
            profile == "Partner" ? ["billing", "catalog", "orders"] : AllSources,
            calls.Select(static call => call.Source).Distinct().Order(StringComparer.Ordinal));
        Assert.All(calls, static call =>
        {
            Assert.Matches($"^00-{Trace}-[0-9a-f]{{16}}-01$", call.Header("traceparent"));
            Assert.DoesNotContain(Span, call.Header("traceparent"), StringComparison.Ordinal);
            Assert.Equal("vendor=1,other=2", call.Header("tracestate"));
            Assert.Equal("order-7", call.Header("X-Correlation-Id"));
            Assert.Equal("", call.Header("baggage"));
        });
    }

    [Theory]
    [InlineData("Web", false)]
    [InlineData("Mobile", true)]
    [InlineData("Mobile", false)]
    [InlineData("Partner", false)]
    public async Task Without_one_a_trace_begins_and_names_the_request(string profile, bool hasLog)
    {
        var (answers, calls) = await CallAsync(profile, hasLog, ("tracestate", "vendor=1"));

        Assert.All(answers, static answer => Assert.Matches("^[0-9a-f]{32}$", answer.Header("X-Correlation-Id")));
        var names = answers.Select(static answer => answer.Header("X-Correlation-Id")).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(calls, call =>
        {
            Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-00$", call.Header("traceparent"));
            Assert.Contains(call.Header("traceparent").Split('-')[1], names);
            Assert.Equal("", call.Header("tracestate"));
        });
        Assert.NotEmpty(calls);
    }

    [Theory]
    [InlineData($"00-{Trace}-{Span}-01-more", false)]
    [InlineData($"cc-{Trace}-{Span}-01-more", true)]
    [InlineData($"ff-{Trace}-{Span}-01", true)]
    [InlineData($"{Parent}, {Parent}", false)]
    [InlineData("garbage", false)]
    public async Task Only_a_valid_parent_is_continued(string parent, bool hasLog)
    {
        var (_, calls) = await CallAsync("Mobile", hasLog, ("traceparent", parent), ("tracestate", "vendor=1"));

        var isValid = parent.StartsWith("cc", StringComparison.Ordinal);
        Assert.All(calls, call =>
        {
            Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", call.Header("traceparent"));
            Assert.Equal(isValid, call.Header("traceparent").Contains(Trace, StringComparison.Ordinal));
            Assert.Equal(isValid ? "vendor=1" : "", call.Header("tracestate"));
        });
        Assert.Single(calls.Select(static call => call.Header("traceparent").Split('-')[1]).Distinct());
    }

    [Fact]
    public async Task Baggage_goes_on_where_a_sources_settings_say_so()
    {
        await using var host = await hosts.StartAsync(
            HostProfile.Mobile, log: null, ("Gateway:Sources:accounts:ForwardHeaders:0", "baggage"));

        var (_, calls) = await CallAsync(host, "Mobile", ("baggage", "user=alice"));

        Assert.All(calls, static call => Assert.Equal(
            call.Source == "accounts" ? "user=alice" : "", call.Header("baggage")));
    }

    private async Task<(IReadOnlyList<HostAnswer> Answers, IReadOnlyCollection<SeenCall> Calls)> CallAsync(
        string profile, bool hasLog, params (string, string)[] headers)
    {
        using var log = hasLog ? new KeptLog() : null;
        await using var host = await hosts.StartAsync(Enum.Parse<HostProfile>(profile), log);
        return await CallAsync(host, profile, headers);
    }

    private async Task<(IReadOnlyList<HostAnswer> Answers, IReadOnlyCollection<SeenCall> Calls)> CallAsync(
        RunningHost host, string profile, params (string, string)[] headers)
    {
        using var client = new HostClient(host.Origin);
        var cookie = profile == "Web" ? await new WebLogin(client).RunAsync() : null;
        var calls = new ConcurrentQueue<SeenCall>();
        var watches = hosts.Sources.Select(source => Watch(source.Key, calls)).ToList();
        try
        {
            var answers = await AskAsync(client, profile, cookie, headers);
            Assert.All(answers, static answer => Assert.True(answer.Status == 200, answer.Text));
            return (answers, calls);
        }
        finally
        {
            watches.ForEach(static unwatch => unwatch());
        }
    }

    private Action Watch(string source, ConcurrentQueue<SeenCall> calls)
    {
        void See(HttpRequest request) => calls.Enqueue(new SeenCall(
            source,
            request.Headers.ToDictionary(
                static header => header.Key,
                static header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase)));

        hosts.Sources[source].Calling += See;
        return () => hosts.Sources[source].Calling -= See;
    }

    private async Task<IReadOnlyList<HostAnswer>> AskAsync(
        HostClient client, string profile, string? cookie, (string, string)[] headers) => profile switch
        {
            "Web" =>
            [
                await client.PostAsync(
                    "/graphql", JsonSerializer.Serialize(new { query = HomeScreen.Text }),
                    [.. headers, ("Cookie", cookie!), ("X-CSRF", "1")]),
            ],
            "Mobile" =>
            [
                await client.PostAsync(
                    "/graphql", HomeScreen.Body(2),
                    [.. headers, ("Authorization", "Bearer " + hosts.Identity.IssueToken())]),
            ],
            _ =>
            [
                await client.GetAsync("/v1/orders/o1", [.. headers, ("X-Api-Key", hosts.ApiKey)]),
                await client.GetAsync("/v1/invoices/i1", [.. headers, ("X-Api-Key", hosts.ApiKey)]),
                await client.GetAsync("/v1/products/p1/image", [.. headers, ("X-Api-Key", hosts.ApiKey)]),
            ],
        };

    private sealed record SeenCall(string Source, IReadOnlyDictionary<string, string> Headers)
    {
        public string Header(string name) => Headers.GetValueOrDefault(name, "");
    }
}

using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Common.Configuration;
using Gateway.Common.Pipeline;

namespace Gateway.Common.Tests.Pipeline;

/// <summary>Outside Development no refusal tells anything of the schema; the log tells all.</summary>
public sealed class MaskedRefusalTests
{
    private const string Sdl = """
        type Query {
          customer(customerId: ID!): Customer
          orders(filter: OrderFilter, kind: OrderKind = OPEN): [Order!]
          version: String
        }
        type Customer { identifier: ID! displayName: String orders(pageSize: Int!): [Order!] }
        type Order { reference: ID! total: Float buyer: Customer }
        input OrderFilter { minimum: Float! tag: String inner: OrderFilter }
        enum OrderKind { OPEN CLOSED }
        """;

    /// <summary>What schema recovery tools read out of messages.</summary>
    private static readonly string[] Leaks =
    [
        "[Cc]annot query", "[Dd]id you mean", "selection of subfields", "must (not )?have a selection",
        "[Uu]nknown (argument|field|type|directive)", "is required", "[Ee]xpected", "of type", "There is no",
        "[Aa]rgument", "does not fit", "lacks", "is no \"",
    ];

    private static readonly string[] Words =
    [
        "customer", "customerId", "orders", "filter", "kind", "OPEN", "CLOSED", "version", "identifier", "displayName",
        "pageSize", "reference", "total", "buyer", "minimum", "tag", "inner", "Customer", "Order", "OrderFilter",
        "OrderKind",
    ];

    [Fact]
    public async Task Two_hundred_wrong_queries_tell_nothing_of_the_schema()
    {
        using var gateway = new LimitGateway(LimitsOptions.For(false, false), sdl: Sdl);
        var asked = 0;
        foreach (var (document, variables) in WrongRequests())
        {
            asked++;
            using var reply = await gateway.SendAsync(document, variables);
            Assert.Equal(ReplyKind.Refused, reply.Kind);
            var errors = JsonDocument.Parse(reply.Body).RootElement.GetProperty("errors").EnumerateArray().ToArray();
            Assert.NotEmpty(errors);
            foreach (var error in errors)
            {
                var message = error.GetProperty("message").GetString()!;
                Assert.All(Leaks, leak => Assert.DoesNotMatch(leak, message));
                Assert.All(Words, word => Assert.DoesNotMatch($"\\b{word}\\b", message));
                Assert.Matches("^[A-Z_]+$", error.GetProperty("extensions").GetProperty("code").GetString());
            }

            var text = Encoding.UTF8.GetString(reply.Body.Span);
            var sent = $"{document} {variables}";
            Assert.All(
                Words.Where(word => !sent.Contains(word, StringComparison.Ordinal)),
                word => Assert.False(Regex.IsMatch(text, $"\\b{word}\\b"), $"{sent}: {text}"));
            Assert.DoesNotContain("exception", text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.True(asked >= 200, $"{asked}");
        Assert.True(gateway.Log.Lines.Count >= asked);
        Assert.All(gateway.Log.Lines, static line => Assert.Contains("Request test ", line, StringComparison.Ordinal));
        Assert.Contains(gateway.Log.Lines, static line => line.Contains("\"customer\"", StringComparison.Ordinal)
            || line.Contains("Customer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_and_a_code_are_told()
    {
        using var gateway = new LimitGateway(LimitsOptions.For(false, false), sdl: Sdl);

        using var reply = await gateway.SendAsync("{\n  versio\n}");

        Assert.Equal(
            """
            {"errors":[{"message":"The document is not valid for this host.","locations":[{"line":2,"column":3}],
            "extensions":{"code":"FIELD_UNKNOWN"}}]}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(reply.Body.Span));
    }

    [Fact]
    public async Task In_Development_the_whole_text_is_told()
    {
        using var gateway = new LimitGateway(LimitsOptions.For(false, true), isDevelopment: true, sdl: Sdl);

        using var reply = await gateway.SendAsync("{ versio }");

        Assert.Contains("Did you mean", Encoding.UTF8.GetString(reply.Body.Span), StringComparison.Ordinal);
        Assert.Empty(gateway.Log.Lines);
    }

    [Fact]
    public async Task A_wrong_variable_is_named_by_its_path()
    {
        using var gateway = new LimitGateway(LimitsOptions.For(false, false), sdl: Sdl);

        using var reply = await gateway.SendAsync(
            "query ($f: OrderFilter) { orders(filter: $f) { total } }",
            """{"f":{"minimum":1,"inner":{"minimum":"x"}}}""");

        var error = JsonDocument.Parse(reply.Body).RootElement.GetProperty("errors")[0];
        Assert.Equal("$f.inner.minimum", error.GetProperty("extensions").GetProperty("variable").GetString());
    }

    [Fact]
    public async Task The_cost_is_told_in_Development_only()
    {
        using var closed = new LimitGateway(LimitsOptions.For(false, false), sdl: Sdl);
        using var open = new LimitGateway(LimitsOptions.For(false, true), isDevelopment: true, sdl: Sdl);

        using var without = await closed.SendAsync("{ orders { total } }");
        using var with = await open.SendAsync("{ orders { total } }");

        Assert.Equal((null, 10d), (without.CostEstimate, with.CostEstimate));
    }

    private static IEnumerable<(string Document, string Variables)> WrongRequests()
    {
        string[] guesses =
            ["custome", "order", "vers", "identifie", "displayNam", "referenc", "buye", "total", "id", "name"];
        foreach (var guess in guesses)
        {
            yield return ($"{{ {guess} }}", "");
            yield return ($"{{ {guess} {{ id }} }}", "");
            yield return ($"{{ customer(customerId: 1) {{ {guess}x }} }}", "");
            yield return ($"{{ orders {{ {guess}x }} }}", "");
            yield return ($"{{ orders({guess}: 1) {{ total }} }}", "");
            yield return ($"{{ orders(filter: {{{guess}: 1}}) {{ total }} }}", "");
            yield return ($"{{ orders(kind: {guess.ToUpperInvariant()}) {{ total }} }}", "");
            yield return ($"{{ version @{guess} }}", "");
            yield return ($"{{ ... on {guess} {{ id }} }}", "");
            yield return ($"query (${guess}: Int) {{ version }}", "");
            yield return ($"query ($x: {guess}) {{ customer(customerId: $x) {{ identifier }} }}", "");
            yield return ($"{{ version {{ {guess} }} }}", "");
            yield return ($"{{ ...{guess} }}", "");
            yield return ($"fragment {guess} on Customer {{ identifier }} {{ version }}", "");
            yield return ($"{guess} cop {{ abc }}", "");
            yield return ($"mutation {{ {guess} }}", "");
            yield return ($"{{ __type(name: \"{guess}\") {{ name }} }}", "");
            yield return ($"{{ __schema {{ {guess} }} }}", "");
            yield return (
                "query ($f: OrderFilter) { orders(filter: $f) { total } }", $$$"""{"f":{"{{{guess}}}x":1}}""");
            yield return ("query ($k: OrderKind) { orders(kind: $k) { total } }", $$"""{"k":"{{guess}}"}""");
        }

        yield return ("{ customer { identifier } }", "");
        yield return ("{ customer(customerId: 1) }", "");
        yield return ("{ customer(customerId: {}) { identifier } }", "");
        yield return ("{ customer(customerId: 1) { orders { total } } }", "");
        yield return ("query ($f: OrderFilter!) { orders(filter: $f) { total } }", "{}");
        yield return ("query ($f: OrderFilter!) { orders(filter: $f) { total } }", """{"f":{}}""");
    }
}

using System.Text;
using Gateway.Common.Configuration;
using Gateway.Common.Pipeline;

namespace Gateway.Common.Tests.Pipeline;

/// <summary>Each limit of the settings through the whole pipeline: at the limit passes, one past is refused.</summary>
public sealed class LimitTests
{
    private static readonly LimitsOptions Defaults = LimitsOptions.For(isOpen: false, introspection: false);

    /// <summary>Each limit's name, its default, its code, and a request of a size that is counted by it.</summary>
    private static readonly (string Name, int Limit, string Code, Func<int, (string, string)> Request)[] Limits =
    [
        ("TokensMax", 2_000, "TOKEN_LIMIT_EXCEEDED", n => ($"{{ q {{ {Repeat(n - 5, _ => "s")} }} }}", "")),
        ("NestingMax", 100, "NESTING_LIMIT_EXCEEDED",
            n => ($"{{ any(value: {new string('[', n - 1)}{new string(']', n - 1)}) }}", "")),
        ("DepthMax", 10, "DEPTH_LIMIT_EXCEEDED", n => (Nested(n), "")),
        ("DepthMax", 10, "DEPTH_LIMIT_EXCEEDED",
            n => ($"{{ ...__schema }} fragment __schema on Query {Nested(n)}", "")),
        ("DepthMax", 10, "DEPTH_LIMIT_EXCEEDED", n => (
            "{ q { ...F2 } } "
                + Repeat(n - 2, index => $"fragment F{index + 2} on Query {{ q {{ ...F{index + 3} }} }}")
                + $"fragment F{n} on Query {{ s }}", "")),
        ("AliasesMax", 20, "ALIAS_LIMIT_EXCEEDED", n => ($"{{ q {{ {Repeat(n, index => $"a{index}: s")} }} }}", "")),
        ("AliasesMax", 20, "ALIAS_LIMIT_EXCEEDED",
            n => ($"{{ q {{ {Repeat(n, index => $"a{index}: __typename")} }} }}", "")),
        ("AliasesMax", 20, "ALIAS_LIMIT_EXCEEDED", n => (
            "query __schema { q { ...__type } } fragment __type on Query { "
                + $"{Repeat(n, index => $"a{index}: s")} }}", "")),
        ("AliasesMax", 20, "ALIAS_LIMIT_EXCEEDED", n => (
            $"{{ x: q {{ ...F }} y: q {{ ...F }} {Repeat(n % 2, index => $"z{index}: s")} }} "
                + $"fragment F on Query {{ {Repeat((n - 2) / 2, index => $"a{index}: s")} }}", "")),
        ("RootFieldsMax", 15, "ROOT_FIELD_LIMIT_EXCEEDED", n => ($"{{ {Repeat(n, _ => "s")} }}", "")),
        ("RootFieldsMax", 15, "ROOT_FIELD_LIMIT_EXCEEDED", n => (
            $"{{ ...__type }} fragment __type on Query {{ {Repeat(n, _ => "__typename")} }}", "")),
        ("DirectivesMax", 50, "DIRECTIVE_LIMIT_EXCEEDED",
            n => ($"{{ q {{ {Repeat(n, _ => "s @include(if: true)")} }} }}", "")),
        ("DirectivesMax", 50, "DIRECTIVE_LIMIT_EXCEEDED", n => (
            $"{{ q {{ {Repeat(n / 10, _ => "...F")} {Repeat(n % 10, _ => "s @mark")} }} }} fragment F on Query {{ "
                + $"{Repeat(10, _ => "s @mark")} }}", "")),
        ("DirectivesPerLocationMax", 4, "DIRECTIVE_LOCATION_LIMIT_EXCEEDED",
            n => ($"{{ s {Repeat(n, index => $"@mark(n: {index})")} }}", "")),
        ("DirectivesPerLocationMax", 4, "DIRECTIVE_LOCATION_LIMIT_EXCEEDED",
            n => ($"{{ ...F {Repeat(n, _ => "@mark")} }} fragment F on Query {{ s }}", "")),
        ("FieldsMax", 5_000, "FIELD_LIMIT_EXCEEDED", n => ($$"""
            { q {
              {{Repeat((n - 1) / 1000, _ => "...T")}} {{Repeat((n - 1) / 100 % 10, _ => "...H")}}
              {{Repeat((n - 1) / 10 % 10, _ => "...D")}} {{Repeat((n - 1) % 10, _ => "s")}}
            } }
            fragment D on Query { {{Repeat(10, _ => "s")}} } fragment H on Query { {{Repeat(10, _ => "...D")}} }
            fragment T on Query { {{Repeat(10, _ => "...H")}} }
            """, "")),
        ("BodyBytesMax", 256 * 1024, "DOCUMENT_TOO_LARGE", n => ($"{{ s }} #{new string('-', n - 7)}", "")),
        ("VariablesBytesMax", 64 * 1024, "VARIABLES_TOO_LARGE",
            n => (AnyQuery, $$"""{"v":"{{new string('-', n - 8)}}"}""")),
        ("VariablesDepthMax", 20, "VARIABLES_TOO_DEEP",
            n => (AnyQuery, $$"""{"v":{{new string('[', n)}}{{new string(']', n)}}}""")),
        ("CostMax", 1_000, "COST_LIMIT_EXCEEDED", n => ($"{{ list(first: {n}) {{ s }} }}", "")),
        ("CostMax", 1_000, "COST_LIMIT_EXCEEDED",
            n => ("query ($n: Int) { ...__schema } fragment __schema on Query { list(first: $n) { s } }",
                $$"""{"n":{{n}}}""")),
    ];

    private const string AnyQuery = "query ($v: Any) { any(value: $v) }";

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            for (var index = 0; index < Limits.Length; index++)
            {
                cases.Add(index, Limits[index].Name);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task At_the_limit_passes_and_one_past_is_refused_with_its_code(int index, string name)
    {
        using var gateway = new LimitGateway(Defaults);
        var (_, limit, code, request) = Limits[index];
        Assert.Equal(limit, typeof(LimitsOptions).GetProperty(name)!.GetValue(Defaults));

        using var at = await gateway.SendAsync(request(limit).Item1, request(limit).Item2);
        var counted = gateway.Total("refused");
        using var past = await gateway.SendAsync(request(limit + 1).Item1, request(limit + 1).Item2);

        Assert.True(at.Kind == ReplyKind.Executed, Encoding.UTF8.GetString(at.Body.Span));
        Assert.Equal(0, counted);
        Assert.Equal((ReplyKind.Refused, code), (past.Kind, past.Code));
        Assert.DoesNotMatch("[0-9]{2}", MessagesOf(past));
        Assert.Equal([$"{code} refused 1"], gateway.Counted);
    }

    [Fact]
    public async Task Warn_counts_exactly_what_enforce_refuses()
    {
        using var enforcing = new LimitGateway(Defaults);
        using var warning = new LimitGateway(Defaults with { Mode = LimitMode.Warn });
        var blocked = (Enforcing: 0, Warning: 0);
        foreach (var (_, limit, _, request) in Limits)
        {
            var (document, variables) = request(limit + 1);
            for (var again = 0; again < 3; again++)
            {
                using var refused = await enforcing.SendAsync(document, variables);
                using var admitted = await warning.SendAsync(document, variables);
                blocked.Enforcing += refused.Kind == ReplyKind.Refused ? 1 : 0;
                blocked.Warning += admitted.Kind == ReplyKind.Refused ? 1 : 0;
            }
        }

        Assert.Equal((Limits.Length * 3, 0), blocked);
        Assert.Equal(
            enforcing.Counted,
            warning.Counted.Select(static line => line.Replace("warned", "refused", StringComparison.Ordinal)));
        Assert.Equal(Limits.Length * 3, warning.Total("warned"));
        Assert.Equal(
            Limits.Length * 3,
            warning.Log.Lines.Count(static line => line.Contains("only warns", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_limit_may_warn_while_the_others_refuse()
    {
        using var gateway = new LimitGateway(Defaults with
        {
            Modes = new Dictionary<string, LimitMode> { ["AliasesMax"] = LimitMode.Warn },
        });

        using var aliases = await gateway.SendAsync($"{{ q {{ {Repeat(21, index => $"a{index}: s")} }} }}");
        using var depth = await gateway.SendAsync(Nested(11));

        Assert.Equal(ReplyKind.Executed, aliases.Kind);
        Assert.Equal("DEPTH_LIMIT_EXCEEDED", depth.Code);
        Assert.Equal(["ALIAS_LIMIT_EXCEEDED warned 1", "DEPTH_LIMIT_EXCEEDED refused 1"], gateway.Counted);
    }

    [Theory]
    [InlineData("TOKEN_LIMIT_EXCEEDED")]
    [InlineData("NESTING_LIMIT_EXCEEDED")]
    [InlineData("DOCUMENT_TOO_LARGE")]
    [InlineData("VARIABLES_TOO_LARGE")]
    public async Task What_only_warns_ends_somewhere(string code)
    {
        using var gateway = new LimitGateway(Defaults with { Mode = LimitMode.Warn });
        var (document, variables) = code switch
        {
            "TOKEN_LIMIT_EXCEEDED" => ($"{{ q {{ {Repeat(100_001, _ => "s")} }} }}", ""),
            "NESTING_LIMIT_EXCEEDED" => ($"{{ any(value: {new string('[', 201)}{new string(']', 201)}) }}", ""),
            "DOCUMENT_TOO_LARGE" => ($"{{ s }} #{new string('-', 4 << 20)}", ""),
            _ => (AnyQuery, $$"""{"v":"{{new string('-', 1 << 20)}}"}"""),
        };

        using var reply = await gateway.SendAsync(document, variables);

        Assert.Equal(code, reply.Code);
        Assert.Equal([$"{code} refused 1"], gateway.Counted);
    }

    [Fact]
    public async Task Errors_stop_at_five()
    {
        using var gateway = new LimitGateway(Defaults, isDevelopment: true);

        using var five = await gateway.SendAsync("{ a b c d e }");
        using var six = await gateway.SendAsync("{ a b c d e f }");

        Assert.Equal((5, 5), (CountErrors(five), CountErrors(six)));
    }

    [Fact]
    public async Task Introspection_has_the_same_limits()
    {
        using var gateway = new LimitGateway(Defaults, introspection: true);
        const string Deep = "{ __schema { types { name ofType { ofType { ofType { ofType { ofType { ofType { ofType "
            + "{ ofType { name } } } } } } } } } } }";

        using var deep = await gateway.SendAsync(Deep);
        using var aliases = await gateway.SendAsync(
            $"{{ __schema {{ {Repeat(21, index => $"a{index}: description")} }} }}");
        using var circular = await gateway.SendAsync(
            "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }");

        Assert.Equal(
            ["DEPTH_LIMIT_EXCEEDED", "ALIAS_LIMIT_EXCEEDED", "INTROSPECTION_TOO_DEEP"],
            new List<string?> { deep.Code, aliases.Code, circular.Code });
    }

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{ q ", depth - 1)) + "{ s }" + new string('}', depth - 1);

    private static string Repeat(int count, Func<int, string> item) =>
        string.Join(' ', Enumerable.Range(0, count).Select(item));

    private static string MessagesOf(GatewayReply reply) => string.Join('\n', System.Text.Json.JsonDocument
        .Parse(reply.Body).RootElement.GetProperty("errors").EnumerateArray()
        .Select(error => error.GetProperty("message").GetString()));

    private static int CountErrors(GatewayReply reply) => System.Text.Json.JsonDocument.Parse(reply.Body).RootElement
        .GetProperty("errors").GetArrayLength();
}

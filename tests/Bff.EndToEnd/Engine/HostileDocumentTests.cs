using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Common.Language;
using Gateway.Common.Validation;

namespace Bff.EndToEnd.Engine;

/// <summary>Documents and variables that nobody sends by mistake: refused with the reason, no backend called.</summary>
public sealed class HostileDocumentTests : IAsyncLifetime
{
    private const int Megabyte = 1024 * 1024;
    private const int NearlyDocumentMax = 250 * 1024;

    private ShopGateway _gateway = null!;

    /// <summary>Name, document, variables, code.</summary>
    public static TheoryData<string, string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string, string>
            {
                { "not closed", "{ me { id ", "", "GRAPHQL_PARSE_FAILED" },
                { "no document at all", "\u0000\u0001", "", "GRAPHQL_PARSE_FAILED" },
                { "open string", "{ me(id: \"", "", "GRAPHQL_PARSE_FAILED" },
                { "1 MB of braces", Repeat("{", Megabyte), "", "DOCUMENT_TOO_LARGE" },
                { "1 MB of pairs", Repeat("{a", Megabyte / 2), "", "DOCUMENT_TOO_LARGE" },
                { "250 KB of braces", Repeat("{", NearlyDocumentMax), "", "GRAPHQL_PARSE_FAILED" },
                { "250 KB of nested fields", Repeat("{a", NearlyDocumentMax / 2), "", "NESTING_LIMIT_EXCEEDED" },
                { "250 KB of nested lists", "{a(b:" + Repeat("[", NearlyDocumentMax), "",
                    "NESTING_LIMIT_EXCEEDED" },
                { "250 KB of nested objects", "{a(b:" + Repeat("{c:", NearlyDocumentMax / 3), "",
                    "NESTING_LIMIT_EXCEEDED" },
                { "250 KB of nested types", "query($a:" + Repeat("[", NearlyDocumentMax), "",
                    "NESTING_LIMIT_EXCEEDED" },
                { "250 KB of fields", "{" + Repeat("a ", NearlyDocumentMax / 2) + "}", "", "TOKEN_LIMIT_EXCEEDED" },
                { "250 KB of commas", "{" + Repeat(",", NearlyDocumentMax) + "}", "", "GRAPHQL_PARSE_FAILED" },
                { "too deep", "{ me " + Repeat("{ a ", 10) + Repeat("}", 11), "", "DEPTH_LIMIT_EXCEEDED" },
                { "aliases", "{ me {" + Numbered(21, n => $" a{n}: id") + " } }", "", "ALIAS_LIMIT_EXCEEDED" },
                { "root fields", "{" + Repeat(" me { id }", 16) + " }", "", "ROOT_FIELD_LIMIT_EXCEEDED" },
                { "directives", "{ me { id " + Repeat("@a ", 5) + "} }", "", "DIRECTIVE_LIMIT_EXCEEDED" },
                { "fragments that double", "{ me { ...f0 } }" + Numbered(
                    20, n => $" fragment f{n} on Customer {{ ...f{n + 1} ...f{n + 1} }}")
                    + " fragment f20 on Customer { id }", "", "FIELD_LIMIT_EXCEEDED" },
                { "fragments in a circle",
                    "{ me { ...a } } fragment a on Customer { ...b } fragment b on Customer { ...a }", "",
                    "FRAGMENT_CYCLE" },
                { "unknown field", "{ me { password } }", "", "FIELD_UNKNOWN" },
                { "no such operation", "query A { me { id } } query B { me { id } }", "", "OPERATION_UNKNOWN" },
                { "subscription", "subscription { watchStock(productIds: [\"p1\"]) { available } }", "",
                    "SUBSCRIPTION_NOT_SUPPORTED" },
                { "variable of a wrong type", Paged, """{"n":"x"}""", "VARIABLE_INVALID" },
                { "variable out of range", Paged, """{"n":99999999999}""", "VARIABLE_INVALID" },
                { "variable that is missing", "query($n: Int!) { me { orders(pageSize: $n) { items { id } } } }", "{}",
                    "VARIABLE_INVALID" },
                { "variables that are a list", Paged, "[1]", "VARIABLES_MALFORMED" },
                { "variables cut off", Paged, """{"n":""", "VARIABLES_MALFORMED" },
                { "1 MB of nested variables", Paged, """{"n":""" + Repeat("[", Megabyte), "VARIABLES_TOO_LARGE" },
                { "60 KB of nested variables", Paged, """{"n":""" + Repeat("[", 60 * 1024), "VARIABLE_INVALID" },
            };
            return cases;
        }
    }

    private const string Paged = "query($n: Int) { me { orders(pageSize: $n) { items { id } } } }";

    public async ValueTask InitializeAsync() => _gateway = await ShopGateway.StartAsync("Bff.Web", new ShopSetup
    {
        Parser = ParserOptions.Request,
        Limits = DocumentLimits.Default,
    });

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Theory, MemberData(nameof(Cases))]
    public async Task A_hostile_document_is_refused_with_its_reason(
        string name, string document, string variables, string code)
    {
        var answer = JsonNode.Parse(await _gateway.RunAsync(document, "c1", variables))!.AsObject();

        Assert.Equal(["errors"], answer.Select(static member => member.Key));
        Assert.True(answer["errors"]!.AsArray().Count <= 100, name);
        Assert.Equal(code, (string?)answer["errors"]![0]!["extensions"]!["code"]);
        Assert.NotEmpty((string)answer["errors"]![0]!["message"]!);
        Assert.Equal(0, _gateway.Backends.Values.Sum(static backend => backend.Calls.Total));
        Assert.Equal("""{"data":{"me":{"id":"c1"}}}""", await _gateway.RunAsync("{ me { id } }"));
        Report(name, await MeasureAsync(document, variables));
    }

    /// <summary>CPU of the whole process for a second such document: for the log, nothing is asserted.</summary>
    private async Task<TimeSpan> MeasureAsync(string document, string variables)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await _gateway.RunAsync(document + " ", "c1", variables);
        process.Refresh();
        return process.TotalProcessorTime - before;
    }

    private static void Report(string name, TimeSpan cpu) => TestContext.Current.TestOutputHelper?.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name}: {cpu.TotalMilliseconds:F0} ms of CPU"));

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Numbered(int count, Func<int, string> text) =>
        string.Concat(Enumerable.Range(0, count).Select(text));
}

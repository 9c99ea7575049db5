using System.Text;
using System.Text.RegularExpressions;
using Gateway.Common.Language;
using Gateway.Common.Sources;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>One small contract for each meaning: its schema, the bytes out, what comes of those back.</summary>
/// <remarks>
/// Shape: a file of parts, each under a line <c>### name</c>: <c>contract</c> (a WSDL, or the schema of one
/// operation <c>getThing</c>), <c>select</c>, <c>arguments</c>, <c>answer</c>; then what is expected: <c>schema</c>,
/// <c>request</c>, <c>result</c>. <c>UPDATE_SNAPSHOTS=1</c> rewrites the expected parts.
/// </remarks>
public sealed class MeaningTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Sources/Soap/Cases/Meanings";

    public static TheoryData<string> Cases()
    {
        var data = new TheoryData<string>();
        var folder = Path.Combine(SharedFiles.RepositoryRoot, Folder);
        foreach (var file in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetFileNameWithoutExtension(file));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_meaning_has_its_schema_its_request_and_its_result(string name)
    {
        var path = $"{Folder}/{name}.txt";
        var parts = Parse(File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, path)));
        var contract = parts["contract"];
        var soap = contract.Contains("<definitions", StringComparison.Ordinal)
            ? SoapHarness.Of(contract)
            : SoapHarness.OfSchema(contract);
        var operation = soap.Sdl.Contains("type Query", StringComparison.Ordinal)
            ? OperationType.Query
            : OperationType.Mutation;
        var root = soap.Sdl.IndexOf($"type {operation}", StringComparison.Ordinal);
        parts["schema"] = soap.Sdl[root..].TrimEnd();
        parts["request"] = Regex.Replace(
            soap.Request(parts["select"], parts["arguments"], operation), "urn:uuid:[-0-9a-f]{36}", "urn:uuid:(random)");
        parts["result"] = Read(soap, parts, operation);
        var text = string.Concat(
            new[] { "contract", "select", "arguments", "answer", "schema", "request", "result" }
                .Select(part => $"### {part}\n{parts[part]}\n"));
        Snapshot.Match(text, path);
    }

    /// <summary>The value; of a fault its code and what clients are told of it.</summary>
    private static string Read(SoapHarness soap, Dictionary<string, string> parts, OperationType operation)
    {
        try
        {
            return soap.Read(parts["select"], parts["answer"], operation: operation);
        }
        catch (SourceException fault)
        {
            return $"{fault.Code} {{{Encoding.UTF8.GetString(fault.Extensions ?? [])}}}";
        }
    }

    private static Dictionary<string, string> Parse(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.ReplaceLineEndings("\n").Split("### ", StringSplitOptions.RemoveEmptyEntries))
        {
            var line = part.IndexOf('\n', StringComparison.Ordinal);
            parts.Add(part[..line], part[(line + 1)..].TrimEnd('\n'));
        }

        return parts;
    }
}

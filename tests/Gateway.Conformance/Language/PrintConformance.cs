using System.Text;
using Gateway.Common.Language;

namespace Gateway.Conformance.Language;

/// <summary>What graphql-js asserts of text made from trees and from tokens.</summary>
public sealed class PrintConformance
{
    [Fact]
    public void Print()
    {
        var failures = new List<string>();
        foreach (var record in JsonText.Records("conformance/graphql-js/print.json"))
        {
            Check(failures, record.GetProperty("ast").GetRawText(), record.Text("printed"),
                () => Printer.Print(SyntaxFromJson.Convert(record.GetProperty("ast"))));
        }

        JsonText.AssertNone(failures);
    }

    [Fact]
    public void PrintBlockString()
    {
        var failures = new List<string>();
        foreach (var record in JsonText.Records("conformance/graphql-js/printBlockString.json"))
        {
            var isMinified = record.TryGetProperty("options", out var options)
                && options.TryGetProperty("minimize", out var minimize) && minimize.GetBoolean();
            using var writer = new SyntaxWriter();
            BlockStringPrinter.Write(writer, Encoding.UTF8.GetBytes(record.Text("value")), isMinified);
            var actual = Encoding.UTF8.GetString(writer.Written);
            Check(failures, record.GetProperty("value").GetRawText(), record.Text("output"), () => actual);
        }

        JsonText.AssertNone(failures);
    }

    [Fact]
    public void StripIgnoredCharacters()
    {
        var failures = new List<string>();
        foreach (var record in JsonText.Records("conformance/graphql-js/stripIgnoredCharacters.json"))
        {
            var expected = record.ErrorLocation()?.ToString() ?? record.Text("output");
            Check(failures, record.GetProperty("source").GetRawText(), expected,
                () => Printer.StripIgnoredCharacters(record.Text("source")));
        }

        JsonText.AssertNone(failures);
    }

    private static void Check(List<string> failures, string input, string expected, Func<string> print)
    {
        string actual;
        try
        {
            actual = print();
        }
        catch (SyntaxException error)
        {
            actual = (error.Line, error.Column).ToString();
        }

        if (expected != actual)
        {
            failures.Add($"{input}\n  expected {expected}\n  actual   {actual}");
        }
    }
}

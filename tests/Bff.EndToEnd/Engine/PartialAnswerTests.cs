using System.Text;
using System.Text.Json.Nodes;
using Gateway.Testing.Pressure;

namespace Bff.EndToEnd.Engine;

/// <summary>What the judge of answers under pressure takes, and what it does not.</summary>
public sealed class PartialAnswerTests
{
    private const string Whole = """{"data":{"a":{"b":[{"c":1},{"c":2}]},"d":null}}""";

    [Theory]
    [InlineData(Whole, null)]
    [InlineData("""{"data":{"a":null,"d":null},"errors":[E["a"]]}""", null)]
    [InlineData("""{"data":{"a":null,"d":null},"errors":[E["a","b",1,"c"]]}""", null)]
    [InlineData("""{"data":{"a":{"b":[{"c":1},null]},"d":null},"errors":[E["a","b",1,"c"]]}""", null)]
    [InlineData("""{"data":null,"errors":[E["a","b"]]}""", null)]
    [InlineData("""{"data":{"a":{"b":[{"c":1},null]},"d":null}}""", "a null without an error at a.b.1, beside 0 errors")]
    [InlineData("""{"data":{"a":{"b":[{"c":1},null]},"d":null},"errors":[E["d"]]}""", "a null without an error at a.b.1, beside 1 errors")]
    [InlineData("""{"data":{"a":{"b":[{"c":1},{"c":2}]},"d":null},"errors":[E["a","b"]]}""", "an error at a.b, where there is no null")]
    [InlineData("""{"data":{"a":{"b":[{"c":1},{"c":1}]},"d":null}}""", "another value at a.b.1.c")]
    [InlineData("""{"data":{"a":{"b":[{"c":2},{"c":1}]},"d":null}}""", "another value at a.b.0.c")]
    [InlineData("""{"data":{"a":{"b":[{"c":1}]},"d":null}}""", "another value at a.b")]
    [InlineData("""{"data":{"a":{"b":[{"c":1},{"c":2}]}}}""", "another value at ")]
    [InlineData("""{"data":{"a":{"b":[{"c":1},{"c":2}]},"d":3}}""", "another value at d")]
    [InlineData("""{"data":{"a":null,"d":null},"errors":[{"message":"","path":["a"]}]}""", "an error that is no source's: *")]
    [InlineData("""{"data":{"a":null,"d":null},"errors":[{"message":"","extensions":{"code":"SOURCE_TIMEOUT"}}]}""", "an error that is no source's: *")]
    [InlineData("""{"data":{"a":{"b":[""", "no JSON object: *")]
    [InlineData("[]", "no JSON object: *")]
    public void Check(string answer, string? fault)
    {
        var text = answer.Replace(
            "E[", """{"message":"","extensions":{"code":"SOURCE_TIMEOUT"},"path":[""", StringComparison.Ordinal);
        if (text != answer)
        {
            text = text.Replace("]]}", "]}]}", StringComparison.Ordinal);
        }

        var found = PartialAnswer.FindFault(JsonNode.Parse(Whole)!, Encoding.UTF8.GetBytes(text));

        if (fault is not null && fault.EndsWith('*'))
        {
            Assert.StartsWith(fault[..^1], found);
        }
        else
        {
            Assert.Equal(fault, found);
        }
    }
    /// <summary>So many errors are written of one answer at most.</summary>
    [Theory]
    [InlineData(99, "c", "a null without an error at b.99.c, beside 99 errors")]
    [InlineData(100, "c", null)]
    [InlineData(100, "d", "a null without an error at b.100.d, beside 100 errors")]
    public void Past_the_last_error_that_is_written_a_null_is_taken_of_a_field_that_errors_are_told_of(
        int errors, string field, string? fault)
    {
        var items = Enumerable.Repeat("""{"c":1,"d":1}""", 101).ToArray();
        var whole = $$$"""{"data":{"b":[{{{string.Join(',', items)}}}]}}""";
        Array.Fill(items, """{"c":null,"d":1}""", 0, errors);
        items[errors] = field == "c" ? """{"c":null,"d":1}""" : """{"c":1,"d":null}""";
        var told = Enumerable.Range(0, errors).Select(static index =>
            $$$"""{"path":["b",{{{index}}},"c"],"extensions":{"code":"SOURCE_TIMEOUT"}}""");
        var answer = $$$"""{"data":{"b":[{{{string.Join(',', items)}}}]},"errors":[{{{string.Join(',', told)}}}]}""";

        Assert.Equal(fault, PartialAnswer.FindFault(JsonNode.Parse(whole)!, Encoding.UTF8.GetBytes(answer)));
    }
}

using System.Text;
using System.Text.Json;
using Gateway.Common.Language;

namespace Gateway.Conformance.Language;

/// <summary>What graphql-js asserts of tokens: kinds, places, values, and where mistakes stand.</summary>
public sealed class LexerConformance
{
    [Fact]
    public void Lexer()
    {
        var failures = new List<string>();
        foreach (var record in JsonText.Records("conformance/graphql-js/lexer.json"))
        {
            var expected = Expected(record);
            var actual = Actual(GeneralizedUtf8.Encode(record.Text("source")));
            if (expected != actual)
            {
                var source = record.GetProperty("source").GetRawText();
                failures.Add($"{source}\n  expected {expected}\n  actual   {actual}");
            }
        }

        JsonText.AssertNone(failures);
    }

    [Fact]
    public void DedentBlockString()
    {
        var failures = new List<string>();
        foreach (var record in JsonText.Records("conformance/graphql-js/dedentBlockString.json"))
        {
            var raw = Join(record.GetProperty("lines"));
            var expected = Join(record.GetProperty("output"));
            var actual = Encoding.UTF8.GetString(BlockString.Resolve(Encoding.UTF8.GetBytes(raw)));
            if (expected != actual)
            {
                failures.Add($"{raw}\n  expected {expected}\n  actual {actual}");
            }
        }

        JsonText.AssertNone(failures);
    }

    private static string Join(JsonElement lines) =>
        string.Join('\n', lines.EnumerateArray().Select(line => line.Text()));

    private static string Expected(JsonElement record)
    {
        var tokens = record.GetProperty("tokens").EnumerateArray().Select(token => Describe(
            token.GetProperty("kind").GetString()!,
            token.GetProperty("start").GetInt32(),
            token.GetProperty("end").GetInt32(),
            token.GetProperty("line").GetInt32(),
            token.GetProperty("column").GetInt32(),
            token.TryGetProperty("value", out var value) ? value.Text() : null));
        return string.Concat(tokens) + record.ErrorLocation();
    }

    private static string Actual(byte[] source)
    {
        var text = new StringBuilder();
        var lexer = new Lexer(source);
        try
        {
            for (var token = lexer.Next(); token.Kind != TokenKind.EndOfFile; token = lexer.Next())
            {
                var location = SourceLocation.Of(source, token.Start);
                text.Append(Describe(
                    KindName(token.Kind),
                    SourceLocation.Utf16Length(source.AsSpan(0, token.Start)),
                    SourceLocation.Utf16Length(source.AsSpan(0, token.End)),
                    location.Line,
                    location.Column,
                    Value(source, token)));
            }
        }
        catch (SyntaxException error)
        {
            text.Append((error.Line, error.Column));
        }

        return text.ToString();
    }

    private static string KindName(TokenKind kind) => kind switch
    {
        TokenKind.Spread => "...",
        >= TokenKind.Name and <= TokenKind.BlockString => kind.ToString(),
        _ => ((char)kind).ToString(),
    };

    private static string? Value(byte[] source, Token token) => token.Kind switch
    {
        TokenKind.String or TokenKind.BlockString => Encoding.UTF8.GetString(StringLexer.Value(source, token).Span),
        TokenKind.Name or TokenKind.Int or TokenKind.Float => Encoding.UTF8.GetString(token.Text(source)),
        _ => null,
    };

    private static string Describe(string kind, int start, int end, int line, int column, string? value) =>
        $"{kind} {start}-{end} {line}:{column} «{value}»; ";
}

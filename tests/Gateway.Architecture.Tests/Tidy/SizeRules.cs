using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Gateway.Architecture.Tests.Tidy;

/// <summary>How long a file and a line may be.</summary>
internal static class SizeRules
{
    public const int FileLinesMax = 600;
    public const int GrammarFileLinesMax = 900;
    public const int LineCharactersMax = 120;

    /// <summary>One grammar, one file: these two may be longer.</summary>
    private static readonly string[] GrammarFiles =
        ["src/Gateway.Common/Language/Lexer.cs", "src/Gateway.Common/Language/Parser.cs"];

    public static IEnumerable<Violation> Files(SourceFile file)
    {
        var max = GrammarFiles.Contains(file.Path) ? GrammarFileLinesMax : FileLinesMax;
        var lines = file.Text.Lines;
        var count = lines[^1].Span.IsEmpty ? lines.Count - 1 : lines.Count;
        return count > max ? [file.At(0, $"{count} lines, at most {max}")] : [];
    }

    public static IEnumerable<Violation> Lines(SourceFile file) =>
        from line in file.Text.Lines
        where line.Span.Length > LineCharactersMax && line.Span.Length - TestData(file, line) > LineCharactersMax
        select file.At(line.Start, $"{line.Span.Length} characters, at most {LineCharactersMax}");

    /// <summary>In a test, the text that a program is fed does not count: its characters in this line.</summary>
    private static int TestData(SourceFile file, TextLine line)
    {
        var strings = file.IsTest ? file.Root.DescendantTokens(line.Span).Where(IsString) : [];
        return strings.Sum(token => token.Span.Intersection(line.Span)?.Length ?? 0);
    }

    private static bool IsString(SyntaxToken token) => token.Kind()
        is SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
        or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
        or SyntaxKind.InterpolatedStringTextToken;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Gateway.Architecture.Tests;

/// <summary>A C# file as the rules see it: where it lies, its text, its syntax.</summary>
internal sealed class SourceFile
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.None);

    /// <param name="path">Path from the repository's root, with forward slashes.</param>
    /// <param name="text">The file's content.</param>
    public SourceFile(string path, string text)
    {
        Path = path;
        Text = SourceText.From(text);
        Tree = CSharpSyntaxTree.ParseText(Text, ParseOptions, path);
    }

    public string Path { get; }

    public SourceText Text { get; }

    public SyntaxTree Tree { get; }

    public SyntaxNode Root => Tree.GetRoot();

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public Violation At(SyntaxNode node, string text) => At(node.SpanStart, text);

    public Violation At(int position, string text) =>
        new(Path, Text.Lines.GetLinePosition(position).Line + 1, text);
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Architecture.Tests.Tidy;

/// <summary>How long a function may be and how deep its blocks may nest.</summary>
internal static class FunctionRules
{
    public const int LinesMax = 70;

    /// <summary>The function's own block counts as the first.</summary>
    public const int NestingMax = 4;

    public static IEnumerable<Violation> Length(SourceFile file)
    {
        foreach (var function in file.Root.DescendantNodes().Where(IsFunction))
        {
            var lines = Lines(file, StartOf(function), function.Span.End);
            if (lines > LinesMax)
            {
                yield return file.At(StartOf(function), $"function of {lines} lines, at most {LinesMax}");
            }
        }

        var main = file.Root.ChildNodes().OfType<GlobalStatementSyntax>().ToList();
        if (main is not [] && Lines(file, main[0].SpanStart, main[^1].Span.End) is > LinesMax and var count)
        {
            yield return file.At(main[0], $"function of {count} lines, at most {LinesMax}");
        }
    }

    public static IEnumerable<Violation> Nesting(SourceFile file) =>
        from node in file.Root.DescendantNodes()
        where Deepens(node) && Depth(node) == NestingMax + 1
        select file.At(node, $"block nested {NestingMax + 1} deep, at most {NestingMax}");

    /// <summary>Any body of code. A property that is one literal is data, as a field would be.</summary>
    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
            or AnonymousFunctionExpressionSyntax
        || node is PropertyDeclarationSyntax { ExpressionBody.Expression: not LiteralExpressionSyntax }
            or IndexerDeclarationSyntax { ExpressionBody: not null };

    private static int Lines(SourceFile file, int start, int end)
    {
        var lines = file.Text.Lines;
        return lines.GetLinePosition(end).Line - lines.GetLinePosition(start).Line + 1;
    }

    /// <summary>The first token after the attributes.</summary>
    private static int StartOf(SyntaxNode function)
    {
        var attributes = function.ChildNodes().OfType<AttributeListSyntax>().LastOrDefault();
        return attributes is null ? function.SpanStart : attributes.GetLastToken().GetNextToken().SpanStart;
    }

    private static int Depth(SyntaxNode node)
    {
        var depth = 1;
        for (var outer = node; outer is not null && !IsNamedFunction(outer); outer = outer.Parent)
        {
            depth += Deepens(outer) ? 1 : 0;
        }

        return depth;
    }

    private static bool IsNamedFunction(SyntaxNode node) =>
        node is MemberDeclarationSyntax or LocalFunctionStatementSyntax;

    /// <summary>True for what indents the code below it. An <c>else if</c> stands where its <c>if</c> stands.</summary>
    private static bool Deepens(SyntaxNode node) => node switch
    {
        IfStatementSyntax { Parent: ElseClauseSyntax } => false,
        UsingStatementSyntax { Statement: UsingStatementSyntax } => false,
        IfStatementSyntax or CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax => true,
        DoStatementSyntax or SwitchStatementSyntax or TryStatementSyntax or UsingStatementSyntax => true,
        LockStatementSyntax or FixedStatementSyntax or UnsafeStatementSyntax or CheckedStatementSyntax => true,
        AnonymousFunctionExpressionSyntax { Block: not null } => true,
        _ => false,
    };
}

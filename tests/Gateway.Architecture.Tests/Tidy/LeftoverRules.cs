using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Architecture.Tests.Tidy;

/// <summary>What is a sign of work not finished, or of a file that should be two.</summary>
internal static class LeftoverRules
{
    private static readonly Regex Marks = new(@"\b(TODO|FIXME|HACK)\b", RegexOptions.CultureInvariant);

    public static IEnumerable<Violation> Regions(SourceFile file) =>
        from trivia in file.Root.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
        select file.At(trivia.SpanStart, "#region");

    /// <remarks>Nothing in the repository is completed by a generator, so there is no exception.</remarks>
    public static IEnumerable<Violation> Partials(SourceFile file) =>
        from member in file.Root.DescendantNodes().OfType<MemberDeclarationSyntax>()
        from modifier in member.Modifiers
        where modifier.IsKind(SyntaxKind.PartialKeyword)
        select file.At(modifier.SpanStart, "partial");

    public static IEnumerable<Violation> Unfinished(SourceFile file)
    {
        var comments = file.Root.DescendantTrivia().Where(trivia => trivia.Kind()
            is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia);
        foreach (var trivia in comments)
        {
            foreach (Match mark in Marks.Matches(trivia.ToFullString()))
            {
                yield return file.At(trivia.FullSpan.Start + mark.Index, mark.Value);
            }
        }

        foreach (var name in file.Root.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.Text == nameof(NotImplementedException) && name.Parent is not ArgumentSyntax)
            {
                yield return file.At(name, name.Identifier.Text);
            }
        }
    }

    public static IEnumerable<Violation> BlockedTasks(SourceFile file) =>
        from access in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where access.Name.Identifier.Text == "GetResult"
            && access.Expression is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetAwaiter" },
            }
        select file.At(access.Name, ".GetAwaiter().GetResult() blocks a thread");
}

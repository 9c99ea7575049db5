using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Architecture.Tests.Tidy;

/// <summary>Refuses words that say nothing, as a part of a file's, folder's or type's name.</summary>
internal static class NameRule
{
    private static readonly HashSet<string> BannedWords =
        ["Manager", "Helper", "Helpers", "Utils", "Util", "Base", "Impl", "Common"];

    /// <summary>PascalCase words: <c>IPLimit</c> is IP and Limit, <c>Base64</c> is one word.</summary>
    private static readonly Regex Words =
        new("[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*", RegexOptions.CultureInvariant);

    public static IEnumerable<Violation> Check(SourceFile file)
    {
        // src/Gateway.Common and tests/Gateway.Common.Tests are the root: the ban starts below them.
        var belowProject = file.Path.Split('/').Skip(2);
        foreach (var word in belowProject.SelectMany(BannedIn))
        {
            yield return file.At(0, $"path has the word {word}");
        }

        foreach (var type in file.Root.DescendantNodes())
        {
            var name = type switch
            {
                BaseTypeDeclarationSyntax declaration => declaration.Identifier,
                DelegateDeclarationSyntax declaration => declaration.Identifier,
                _ => default,
            };
            foreach (var word in BannedIn(name.Text))
            {
                yield return file.At(name.SpanStart, $"type {name.Text} has the word {word}");
            }
        }
    }

    private static IEnumerable<string> BannedIn(string name) =>
        Words.Matches(name).Select(match => match.Value).Where(BannedWords.Contains);
}

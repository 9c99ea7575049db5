using System.Text;
using System.Text.RegularExpressions;
using Gateway.Testing;

namespace Gateway.Architecture.Tests.Docs;

/// <summary>A document of the repository: what it points at, line by line, code blocks left out.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
/// <param name="Lines">The text, lines inside fences emptied.</param>
internal sealed record MarkdownFile(string Path, IReadOnlyList<string> Lines)
{
    private static readonly Regex Link = new(@"\]\(([^()\s]+)\)", RegexOptions.CultureInvariant);
    private static readonly Regex CodeSpan = new("`([^`]+)`", RegexOptions.CultureInvariant);
    private static readonly Regex RootedPath = new(
        @"^(src|samples|tests|bench|docs|\.ci)/[\w./-]+$", RegexOptions.CultureInvariant);

    /// <summary>Every <c>*.md</c> that people wrote.</summary>
    public static IReadOnlyList<MarkdownFile> All { get; } = [.. Repository.Documents.Select(Read)];

    public static MarkdownFile Of(string path, string text)
    {
        var isFenced = false;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var isFence = lines[index].TrimStart().StartsWith("```", StringComparison.Ordinal);
            isFenced ^= isFence;
            lines[index] = isFenced || isFence ? "" : lines[index];
        }

        return new MarkdownFile(path, lines);
    }

    /// <summary>Targets of links within the repository, and paths in code spans that begin at its root.</summary>
    public IEnumerable<Violation> Dead(Func<string, bool> exists, Func<string, IReadOnlySet<string>> headingsOf)
    {
        for (var index = 0; index < Lines.Count; index++)
        {
            var dead = Link.Matches(Lines[index]).Select(static match => match.Groups[1].Value)
                .Where(target => !Leads(target, exists, headingsOf))
                .Concat(CodeSpan.Matches(Lines[index]).Select(static match => match.Groups[1].Value)
                    .Where(span => RootedPath.IsMatch(span) && !exists(span.TrimEnd('/'))));
            foreach (var target in dead)
            {
                yield return new Violation(Path, index + 1, $"{target} is not there.");
            }
        }
    }

    /// <summary>Fragments that headings answer to, as GitHub makes them.</summary>
    public IReadOnlySet<string> Headings() =>
        Lines.Where(static line => line.StartsWith('#')).Select(static line => Slug(line.TrimStart('#'))).ToHashSet();

    private bool Leads(
        string target, Func<string, bool> exists, Func<string, IReadOnlySet<string>> headingsOf)
    {
        if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
        {
            return true;
        }

        var (file, fragment) = target.Split('#', 2) is [var left, var right] ? (left, right) : (target, null);
        var path = file.Length == 0 ? Path : Resolve(file);
        return exists(path) && (fragment is null || headingsOf(path).Contains(fragment));
    }

    private string Resolve(string target)
    {
        var parts = Path.Split('/')[..^1].ToList();
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private static string Slug(string heading)
    {
        var slug = new StringBuilder();
        foreach (var letter in heading.Trim())
        {
            if (char.IsLetterOrDigit(letter) || letter is '-' or '_')
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (letter == ' ')
            {
                slug.Append('-');
            }
        }

        return slug.ToString();
    }

    private static MarkdownFile Read(string path) =>
        Of(path, File.ReadAllText(System.IO.Path.Combine(SharedFiles.RepositoryRoot, path)));
}

using System.Diagnostics.CodeAnalysis;

namespace Gateway.Common.Endpoints;

/// <summary>A route's path, such as <c>/v1/customers/{id}/invoices</c>.</summary>
/// <remarks>A segment is text or a variable. The first one is the version: <c>v</c> and a number from 1.</remarks>
internal sealed class PathTemplate
{
    /// <summary>Segments of one path.</summary>
    public const int SegmentsMax = 16;

    /// <summary>Characters of one template.</summary>
    public const int CharactersMax = 512;

    private PathTemplate(string text, PathSegment[] segments)
    {
        Text = text;
        Segments = segments;
        Variables = [.. segments.Where(segment => segment.IsVariable).Select(segment => segment.Text)];
        Shape = string.Concat(segments.Select(segment => segment.IsVariable ? "/{}" : $"/{segment.Text}"));
    }

    public string Text { get; }

    public IReadOnlyList<PathSegment> Segments { get; }

    /// <summary>Names in their order.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>The path without its variables' names: two paths of one shape match the same requests.</summary>
    public string Shape { get; }

    /// <summary><c>v1</c>.</summary>
    public string Version => Segments[0].Text;

    /// <param name="problem">What is wrong, as half a sentence; null on success.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out PathTemplate? template, [NotNullWhen(false)] out string? problem)
    {
        template = null;
        problem = Check(text, out var segments);
        if (problem is null)
        {
            template = new PathTemplate(text, segments);
        }

        return problem is null;
    }

    /// <summary>Whether a path's first segment, such as <c>v1</c>, is a version.</summary>
    public static bool IsVersion(ReadOnlySpan<char> segment) =>
        segment is ['v', >= '1' and <= '9', ..] and { Length: <= 4 }
        && !segment[1..].ContainsAnyExceptInRange('0', '9');

    private static string? Check(string text, out PathSegment[] segments)
    {
        segments = [];
        if (text.Length > CharactersMax || text is not ['/', ..])
        {
            return $"must begin with a slash and have at most {CharactersMax} characters";
        }

        var parts = text[1..].Split('/');
        if (parts.Length > SegmentsMax)
        {
            return $"has more than {SegmentsMax} segments";
        }

        if (parts.Length < 2 || !IsVersion(parts[0]))
        {
            return "must lie under a version segment, such as \"/v1/…\"";
        }

        segments = new PathSegment[parts.Length];
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < parts.Length; index++)
        {
            if (CheckSegment(parts[index], names) is { } problem)
            {
                return problem;
            }

            var isVariable = parts[index][0] == '{';
            segments[index] = new PathSegment(isVariable ? parts[index][1..^1] : parts[index], isVariable);
        }

        return null;
    }

    private static string? CheckSegment(string part, HashSet<string> names)
    {
        if (part is ['{', .., '}'])
        {
            var name = part[1..^1];
            return !IsName(name)
                ? $"has the variable \"{part}\", whose name is no variable's"
                : names.Add(name) ? null : $"has the variable \"{name}\" twice";
        }

        // The unreserved characters of RFC 3986 §2.3: such a segment looks the same encoded and decoded.
        return part.Length > 0 && part is not ("." or "..") && part.All(IsUnreserved)
            ? null
            : $"has the segment \"{part}\": only letters, digits and -._~, or one variable as \"{{name}}\"";
    }

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    public override string ToString() => Text;
}

/// <param name="Text">The text, or the variable's name.</param>
internal readonly record struct PathSegment(string Text, bool IsVariable);

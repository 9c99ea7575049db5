using System.Text;

namespace Gateway.Architecture.Tests.Docs;

/// <summary>docs/errors.md: a row for each code of the source, what people wrote of it kept.</summary>
internal static class ErrorCatalogue
{
    public const string Path = "docs/errors.md";

    /// <summary>What stands where nobody has written yet.</summary>
    public const string Unwritten = "?";

    private const string Columns = "| code | HTTP | meaning | who can fix it |";

    /// <summary>
    /// The section that a code of a place belongs to; the first match counts. Of a code in several places: the section
    /// that has it in the document, else the one that stands first.
    /// </summary>
    private static readonly (string Prefix, string Section)[] Sections =
    [
        ("Pipeline/", "Refused requests"),
        ("Transport/", "Refused requests"),
        ("Endpoints/EndpointErrorCodes", "Refused requests"),
        ("Policies/Resilience", "Errors in answers"),
        ("Policies/", "Refused requests"),
        ("Language/", "Refused documents and variables"),
        ("Validation/", "Refused documents and variables"),
        ("Planning/", "Refused documents and variables"),
        ("Schema/VariableError", "Refused documents and variables"),
        ("Schema/InputCoercion", "Refused documents and variables"),
        ("Schema/IntrospectionLimit", "Refused documents and variables"),
        ("Results/", "Errors in answers"),
        ("Sources/SourceErrorCodes", "Errors in answers"),
        ("Execution/", "Errors in answers"),
        ("Sources/", "Contracts and overlays"),
        ("Composition/", "Composition"),
        ("Schema/Diffing", "Schema changes"),
        ("Schema/", "Schema definition language"),
        ("Endpoints/", "Settings, commands and endpoints"),
        ("Configuration/", "Settings, commands and endpoints"),
        ("Hosting/", "Settings, commands and endpoints"),
        ("", "Settings, commands and endpoints"),
    ];

    private static readonly string[] Order = [.. Sections.Select(static entry => entry.Section).Distinct()];

    /// <summary>The document as it has to be: each section's table written anew, all else as it stands.</summary>
    public static string Write(string document, IEnumerable<ErrorCode> codes)
    {
        var lines = document.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var prose = lines.Select(CodeOf).Zip(lines)
            .Where(static row => row.First is not null)
            .ToDictionary(static row => row.First!, static row => row.Second);
        var written = SectionsOf(lines);
        var sections = codes.GroupBy(static code => code.Value)
            .GroupBy(places => Choose([.. places.Select(static place => SectionOf(place.Path))], written, places.Key))
            .ToDictionary(static group => group.Key, static group => group.Select(static code => code.Key));

        var text = new StringBuilder();
        foreach (var line in lines.Where(static line => CodeOf(line) is null))
        {
            text.Append(line).Append('\n');
            var isTable = line.StartsWith("|---", StringComparison.Ordinal);
            if (isTable && sections.Remove(SectionAbove(text), out var values))
            {
                foreach (var code in values.Order(StringComparer.Ordinal))
                {
                    text.Append(prose.GetValueOrDefault(code, EmptyRow(code))).Append('\n');
                }
            }
        }

        foreach (var (section, values) in sections)
        {
            text.Append($"\n## {section}\n\n{Columns}\n|---|---|---|---|\n");
            text.AppendJoin('\n', values.Order(StringComparer.Ordinal).Select(EmptyRow)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The cells of every row.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(string document) =>
        document.ReplaceLineEndings("\n").Split('\n')
            .Where(static line => CodeOf(line) is not null)
            .Select(static line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    private static Dictionary<string, string> SectionsOf(string[] lines)
    {
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        var section = "";
        foreach (var line in lines)
        {
            section = line.StartsWith("## ", StringComparison.Ordinal) ? line[3..] : section;
            if (CodeOf(line) is { } code)
            {
                sections[code] = section;
            }
        }

        return sections;
    }

    private static string Choose(string[] candidates, Dictionary<string, string> written, string code) =>
        written.TryGetValue(code, out var section) && candidates.Contains(section)
            ? section
            : candidates.MinBy(static candidate => Array.IndexOf(Order, candidate))!;

    private static string EmptyRow(string code) => $"| `{code}` | {Unwritten} | {Unwritten} | {Unwritten} |";

    private static string? CodeOf(string line) =>
        line.StartsWith("| `", StringComparison.Ordinal)
        && line.IndexOf("` |", StringComparison.Ordinal) is > 0 and var end
            ? line[3..end]
            : null;

    private static string SectionOf(string path)
    {
        const string Root = "src/Gateway.Common/";
        var place = path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : path;
        return Sections.First(entry => place.StartsWith(entry.Prefix, StringComparison.Ordinal)).Section;
    }

    private static string SectionAbove(StringBuilder text) =>
        text.ToString().Split('\n').Last(static line => line.StartsWith("## ", StringComparison.Ordinal))[3..];
}

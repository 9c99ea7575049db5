using Gateway.Common.Composition;

namespace Gateway.Common.Tests.Composition.Specification;

/// <summary>Sources and what they compose to.</summary>
internal sealed record SpecificationCase(
    string Name, IReadOnlyList<(string Name, SourceKind Kind, string Sdl)> Sources, string Expected)
{
    private const string CaseMark = "=== ";
    private const string PartMark = "--- ";

    /// <summary>Last, so that the lines above it keep their numbers.</summary>
    private const string CompositeLink =
        "\nextend schema @link(url: \"https://specs.graphql.org/composite-schemas/v1.0\")";

    public static IEnumerable<SpecificationCase> ReadAll(string text) =>
        Split(text, CaseMark).Select(part => Read(part.Title, part.Body));

    private static SpecificationCase Read(string name, string text)
    {
        var parts = Split(text, PartMark).ToList();
        var sources = parts.Where(part => part.Title != "expect").Select(part => Source(part.Title, part.Body));
        return new SpecificationCase(
            name, [.. sources], parts.Single(part => part.Title == "expect").Body.Trim());
    }

    private static (string Name, SourceKind Kind, string Sdl) Source(string title, string sdl)
    {
        var words = title.Split(' ');
        return words switch
        {
            [var name] => (name, SourceKind.GraphQL, sdl + CompositeLink),
            [var name, "Federation"] => (name, SourceKind.GraphQL, sdl),
            _ => (words[0], Enum.Parse<SourceKind>(words[1]), sdl),
        };
    }

    private static IEnumerable<(string Title, string Body)> Split(string text, string mark)
    {
        string? title = null;
        var body = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (!line.StartsWith(mark, StringComparison.Ordinal))
            {
                body.Add(line);
                continue;
            }

            if (title is not null)
            {
                yield return (title, string.Join('\n', body));
            }

            title = line[mark.Length..];
            body.Clear();
        }

        if (title is not null)
        {
            yield return (title, string.Join('\n', body));
        }
    }
}

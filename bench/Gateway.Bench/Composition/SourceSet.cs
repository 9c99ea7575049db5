using System.Globalization;
using System.Text;

namespace Gateway.Bench.Composition;

/// <summary>Subgraphs of 50 types with 20 fields each, as text: 10 000 fields in ten of them.</summary>
/// <remarks>
/// Of the 50 types of a source 40 are entities of its own, five are parts of entities of the five sources before it,
/// with a field that requires another, and five are value types that all sources share. Every entity refers to the
/// next.
/// </remarks>
internal static class SourceSet
{
    public const int Types = 50;
    public const int Fields = 20;

    private const int Shared = 5;
    private const int Parts = 5;
    private const int Own = Types - Shared - Parts;

    private const string Link = """
        extend schema @link(
          url: "https://specs.apollo.dev/federation/v2.9"
          import: ["@key", "@external", "@requires", "@shareable", "@tag", "@cost"]
        )

        """;

    public static IReadOnlyList<string> Of(int sources) =>
        [.. Enumerable.Range(0, sources).Select(index => Source(index, sources))];

    private static string Source(int index, int sources)
    {
        var text = new StringBuilder(Link);
        text.Append("type Query {\n");
        for (var type = 0; type < Own; type++)
        {
            Line(text, $"  e{index}x{type}(id: ID!, first: Int = 10): E{index}x{type}");
        }

        text.Append("}\n");
        for (var type = 0; type < Own; type++)
        {
            Entity(text, index, type);
        }

        for (var part = 1; part <= Parts; part++)
        {
            Part(text, index, (index + sources - part) % sources, part);
        }

        for (var type = 0; type < Shared; type++)
        {
            Line(text, $"type Shared{type} @shareable {{");
            AppendFields(text, "value", Fields);
            text.Append("}\n");
        }

        return text.ToString();
    }

    private static void Entity(StringBuilder text, int index, int type)
    {
        Line(text, $"\"\"\"Entity {type} of source {index}.\"\"\"");
        Line(text, $"type E{index}x{type} @key(fields: \"id\") @key(fields: \"code\") {{");
        text.Append("  id: ID!\n  code: String!\n");
        Line(text, $"  next: E{index}x{(type + 1) % Own}");
        Line(text, $"  shared: Shared{type % Shared} @cost(weight: 2)");
        AppendFields(text, "own", Fields - 4);
        text.Append("}\n");
    }

    private static void Part(StringBuilder text, int index, int of, int part)
    {
        Line(text, $"type E{of}x{part} @key(fields: \"id\") {{");
        text.Append("  id: ID!\n  own0: String @external\n");
        Line(text, $"  made{index}: String @requires(fields: \"own0\") @tag(name: \"made\")");
        AppendFields(text, $"by{index}x", Fields - 3);
        text.Append("}\n");
    }

    private static void AppendFields(StringBuilder text, string name, int count)
    {
        for (var field = 0; field < count; field++)
        {
            Line(text, $"  {name}{field}: String");
        }
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

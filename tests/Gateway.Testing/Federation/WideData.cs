using System.Globalization;
using System.Text;

namespace Gateway.Testing.Federation;

/// <summary>Eight subgraphs of one root field each, with an object of 25 fields.</summary>
internal static class WideData
{
    public const int FieldCount = 25;

    private const int SubgraphCount = 8;

    private const string Prefix = "wide";

    public static string[] Names { get; } =
        [.. Enumerable.Range(1, SubgraphCount).Select(static number => $"{Prefix}{number}")];

    public static bool Knows(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>A field's value.</summary>
    public static string ValueOf(string type, string field) => $"{field} of {type}";

    /// <summary>The SDL of one of them.</summary>
    public static string SchemaOf(string name)
    {
        var type = string.Concat("W", name.AsSpan(1));
        var text = new StringBuilder()
            .Append("extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\")\n\n")
            .Append(CultureInfo.InvariantCulture, $"type Query {{\n  {name}: {type}\n}}\n\ntype {type} {{\n");
        for (var field = 1; field <= FieldCount; field++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  field{field:00}: String\n");
        }

        return text.Append("}\n").ToString();
    }
}

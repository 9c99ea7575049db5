using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Composition;

/// <summary>What sources applied and the merged schema keeps, a member a line.</summary>
internal static class KeptDirectives
{
    public static string Describe(GraphQLSchema schema)
    {
        var text = new StringBuilder();
        foreach (var type in schema.Types)
        {
            Describe(text, type.Name, type.Directives);
            switch (type)
            {
                case ComplexType complex:
                    DescribeFields(text, complex);
                    break;
                case InputObjectType input:
                    DescribeAll(text, input.Fields, field => $"{type.Name}.{field.Name}");
                    break;
                case EnumType values:
                    DescribeAll(text, values.Values, value => $"{type.Name}.{value.Name}");
                    break;
            }
        }

        return text.Length > 0 ? text.AppendLine().ToString() : "";
    }

    private static void DescribeFields(StringBuilder text, ComplexType type)
    {
        foreach (var field in type.Fields)
        {
            Describe(text, field.Coordinate, field.Directives);
            DescribeAll(text, field.Arguments, argument => $"{field.Coordinate}({argument.Name}:)");
        }
    }

    private static void DescribeAll<T>(StringBuilder text, IEnumerable<T> members, Func<T, string> coordinateOf)
        where T : SchemaMember
    {
        foreach (var member in members)
        {
            Describe(text, coordinateOf(member), member.Directives);
        }
    }

    private static void Describe(StringBuilder text, string coordinate, IReadOnlyList<DirectiveNode> directives)
    {
        var kept = directives.Where(directive => !directive.Name.Is("deprecated"u8)).ToList();
        if (kept.Count > 0)
        {
            text.AppendLine($"# {coordinate} {string.Join(' ', kept.Select(Printer.Print))}");
        }
    }
}

using System.Text;
using Gateway.Common.Schema;

namespace Gateway.Conformance.Contracts;

/// <summary>Selections and arguments for any field: everything down to a depth.</summary>
internal static class SampleCalls
{
    private const int DepthMax = 3;

    public static string Selection(FieldDefinition field)
    {
        var text = new StringBuilder("{ ");
        WriteField(text, field, depth: 0);
        return text.Append(" }").ToString();
    }

    /// <summary>A JSON value of an input type; of types without end the optional parts are left out.</summary>
    public static string Value(SchemaType type, int depth = 0) => type.Nullable switch
    {
        ListType when depth > DepthMax => "[]",
        ListType list => $"[{Value(list.ElementType, depth)}]",
        EnumType values => $"\"{values.Values[0].Name}\"",
        InputObjectType input => Object(input, depth),
        ScalarType { Kind: ScalarKind.Int } => "7",
        ScalarType { Kind: ScalarKind.Float } => "1.5",
        ScalarType { Kind: ScalarKind.Boolean } => "true",
        ScalarType { Name: "JSON" } => """{"name":"a","children":["b"]}""",
        _ => "\"a<b\"",
    };

    private static string Object(InputObjectType type, int depth)
    {
        var wanted = type.Fields.Where(field => depth < DepthMax || field.IsRequired);
        var fields = !type.IsOneOf ? wanted : depth < DepthMax ? type.Fields.Take(1) : [Shortest(type)];
        return $"{{{string.Join(',', fields.Select(field => $"\"{field.Name}\":{Value(field.Type, depth + 1)}"))}}}";
    }

    /// <summary>The alternative that ends soonest: types may hold one another.</summary>
    private static InputValueDefinition Shortest(InputObjectType type)
    {
        for (var height = 1; ; height++)
        {
            if (type.Fields.FirstOrDefault(field => Ends(field.Type, height)) is { } found)
            {
                return found;
            }
        }
    }

    /// <summary>Whether a value of the type needs no more than some levels of objects.</summary>
    private static bool Ends(SchemaType type, int height)
    {
        if (type.Nullable is not InputObjectType input)
        {
            return true;
        }

        return height > 0 && (input.IsOneOf
            ? input.Fields.Any(field => Ends(field.Type, height - 1))
            : input.Fields.Where(static field => field.IsRequired).All(field => Ends(field.Type, height - 1)));
    }

    private static void WriteField(StringBuilder text, FieldDefinition field, int depth)
    {
        text.Append(field.Name);
        if (field.Type.Named is not ComplexType type)
        {
            return;
        }

        text.Append(" {");
        foreach (var child in type.Fields.Where(child => depth < DepthMax || child.Type.Named.IsLeaf))
        {
            text.Append(' ');
            WriteField(text, child, depth + 1);
        }

        // A type that holds only objects still needs a selection.
        text.Append(" __typename }");
    }
}

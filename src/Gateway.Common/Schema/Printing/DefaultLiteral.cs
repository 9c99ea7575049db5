using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Schema.Printing;

/// <summary>Writes a default as a literal in one canonical form: what introspection and SDL show.</summary>
/// <remarks>
/// Shape: input fields in the order of their type, with their own defaults filled in; a list of one in brackets.
/// Equal defaults so give equal text, however they were written. Source: GraphQL §4.2.5 __InputValue.defaultValue.
/// </remarks>
internal static class DefaultLiteral
{
    private const int DepthMax = 32;

    public static string Of(InputValueDefinition input)
    {
        var text = new StringBuilder();
        Write(input.DefaultValue!, input.Type.Nullable, text, 0);
        return text.ToString();
    }

    private static void Write(ValueNode value, SchemaType type, StringBuilder text, int depth)
    {
        if (depth < DepthMax && value is not NullValueNode)
        {
            switch (type)
            {
                case ListType list:
                    WriteList(value, list, text, depth);
                    return;
                case InputObjectType input when value is ObjectValueNode @object:
                    WriteObject(@object, input, text, depth);
                    return;
            }
        }

        text.Append(Printer.Print(value));
    }

    private static void WriteList(ValueNode value, ListType list, StringBuilder text, int depth)
    {
        var items = value is ListValueNode given ? given.Values : [value];
        text.Append('[');
        for (var index = 0; index < items.Count; index++)
        {
            text.Append(index > 0 ? ", " : "");
            Write(items[index], list.ElementType.Nullable, text, depth + 1);
        }

        text.Append(']');
    }

    private static void WriteObject(ObjectValueNode value, InputObjectType type, StringBuilder text, int depth)
    {
        text.Append('{');
        var start = text.Length;
        foreach (var field in type.Fields)
        {
            var given = value.Fields.FirstOrDefault(candidate => candidate.Name.Is(field.Utf8Name))?.Value;
            if ((given ?? field.DefaultValue) is { } fieldValue)
            {
                text.Append(text.Length > start ? ", " : "").Append(field.Name).Append(": ");
                Write(fieldValue, field.Type.Nullable, text, depth + 1);
            }
        }

        text.Append('}');
    }
}

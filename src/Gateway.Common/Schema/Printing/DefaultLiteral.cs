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

    public static string Of(InputValueDefinition input) => Of(input, isSorted: false);

    /// <summary>Whether a default that was there went or became another, in whatever order its fields are.</summary>
    public static bool Differs(InputValueDefinition before, InputValueDefinition after) =>
        before.DefaultValue is not null
        && (after.DefaultValue is null || Of(before, isSorted: true) != Of(after, isSorted: true));

    private static string Of(InputValueDefinition input, bool isSorted)
    {
        var text = new StringBuilder();
        new Writing(text, isSorted).Write(input.DefaultValue!, input.Type.Nullable, 0);
        return text.ToString();
    }

    private readonly struct Writing(StringBuilder text, bool isSorted)
    {
        public void Write(ValueNode value, SchemaType type, int depth)
        {
            if (depth < DepthMax && value is not NullValueNode)
            {
                switch (type)
                {
                    case ListType list:
                        WriteList(value, list, depth);
                        return;
                    case InputObjectType input when value is ObjectValueNode @object:
                        WriteObject(@object, input, depth);
                        return;
                }
            }

            text.Append(Printer.Print(value));
        }

        private void WriteList(ValueNode value, ListType list, int depth)
        {
            var items = value is ListValueNode given ? given.Values : [value];
            text.Append('[');
            for (var index = 0; index < items.Count; index++)
            {
                text.Append(index > 0 ? ", " : "");
                Write(items[index], list.ElementType.Nullable, depth + 1);
            }

            text.Append(']');
        }

        private void WriteObject(ObjectValueNode value, InputObjectType type, int depth)
        {
            text.Append('{');
            var start = text.Length;
            IEnumerable<InputValueDefinition> fields =
                isSorted ? type.Fields.OrderBy(field => field.Name, StringComparer.Ordinal) : type.Fields;
            foreach (var field in fields)
            {
                var given = value.Fields.FirstOrDefault(candidate => candidate.Name.Is(field.Utf8Name))?.Value;
                if ((given ?? field.DefaultValue) is { } fieldValue)
                {
                    text.Append(text.Length > start ? ", " : "").Append(field.Name).Append(": ");
                    Write(fieldValue, field.Type.Nullable, depth + 1);
                }
            }

            text.Append('}');
        }
    }
}

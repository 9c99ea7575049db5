using System.Text;

namespace Gateway.Common.Schema.Coercion;

/// <summary>Writes the place of a value for people, such as <c>$order.lines[0].sku</c>.</summary>
/// <remarks>
/// Steps are numbers: a field's position in its input object, or the complement (<c>~</c>) of an item's index.
/// A list of one may be written without its brackets, and then has no step.
/// </remarks>
internal static class VariablePath
{
    /// <summary>The step into a field that the input object does not have.</summary>
    public const int UnknownField = int.MaxValue;

    public static string Of(VariableDefinition variable, ReadOnlySpan<int> steps)
    {
        var text = new StringBuilder("$").Append(variable.Name);
        var type = variable.Type;
        foreach (var step in steps)
        {
            if (step < 0)
            {
                text.Append('[').Append(~step).Append(']');
                type = type.Nullable is ListType list ? list.ElementType : type;
            }
            else if (step == UnknownField || type.Named is not InputObjectType input)
            {
                text.Append(".?");
            }
            else
            {
                text.Append('.').Append(input.Fields[step].Name);
                type = input.Fields[step].Type;
            }
        }

        return text.ToString();
    }
}

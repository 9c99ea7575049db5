using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Planning.Selections;

/// <summary>The identity of a field's data: its name and its arguments in canonical order.</summary>
internal static class SlotKey
{
    public static string Of(FieldNode field)
    {
        if (field.Arguments.Count == 0)
        {
            return field.Name.Value;
        }

        var text = new StringBuilder(field.Name.Value).Append('(');
        var separator = "";
        foreach (var argument in field.Arguments.OrderBy(argument => argument.Name.Value, StringComparer.Ordinal))
        {
            text.Append(separator).Append(argument.Name.Value).Append(": ").Append(Printer.Print(argument.Value));
            separator = ", ";
        }

        return text.Append(')').ToString();
    }
}

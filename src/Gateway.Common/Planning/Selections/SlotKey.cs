using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Selections;

/// <summary>
/// The identity of a field's data: its name and its arguments in canonical order, and where it matters the name that
/// the client gives it.
/// </summary>
internal static class SlotKey
{
    /// <param name="node">As the client wrote it.</param>
    /// <param name="field">What it means.</param>
    /// <param name="isMutation">Whether it stands at the root of a mutation.</param>
    /// <remarks>
    /// Leaves that are asked for by several names are the same value. Objects are not: what is asked below one name may
    /// make it null, and leaves the other alone (GraphQL §6.4.4). A mutation is made once for each name (§6.2.2).
    /// </remarks>
    public static string Of(FieldNode node, FieldDefinition field, bool isMutation) =>
        node.Alias is { } alias && alias != node.Name && (isMutation || field.Type.Named.IsComposite)
            ? $"{alias}: {Of(node)}"
            : node.Arguments.Count == 0 ? field.Name : Of(node);

    public static string Of(FieldNode field)
    {
        if (field.Arguments.Count == 0)
        {
            return field.Name.Value;
        }

        if (field.Arguments is [var only])
        {
            return $"{field.Name.Value}({only.Name.Value}: {Printer.Print(only.Value)})";
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

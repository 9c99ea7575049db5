using System.Text;
using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources;

/// <summary>
/// Compiles selections into reading plans for sources that answer JSON under the names they were asked for.
/// </summary>
internal static class ReadPlans
{
    public static ReadPlan Compile(FetchSelection selection) => new()
    {
        IsAbstract = selection.IsAbstract,
        Properties = [.. selection.Fields.Select(Property)],
        Rows = [.. selection.Rows.Select(row => new ReadRow(row.Shape, [.. row.Slots]))],
    };

    public static ReadProperty Property(FetchField field)
    {
        var named = field.Field.Type.Named;
        return new ReadProperty
        {
            QuotedName = Encoding.UTF8.GetBytes($"\"{field.ResponseName}\""),
            Leaf = LeafKinds.Of(named),
            EnumValues = (named as EnumType)?.Values,
            ListDepth = ListDepth(field.Field.Type),
            Child = field.Selection is { } child ? Compile(child) : null,
            Coordinate = field.Field.Coordinate,
        };
    }

    public static int ListDepth(SchemaType type) =>
        type.Nullable is ListType list ? 1 + ListDepth(list.ElementType) : 0;
}

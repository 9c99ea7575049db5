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
    /// <param name="selection">What was asked for.</param>
    /// <param name="coerces">As <see cref="ReadProperty.Coerces"/>.</param>
    public static ReadPlan Compile(FetchSelection selection, bool coerces = false)
    {
        var properties = new ReadProperty[selection.Fields.Count];
        for (var index = 0; index < properties.Length; index++)
        {
            properties[index] = Property(selection.Fields[index], coerces);
        }

        return new ReadPlan
        {
            IsAbstract = selection.IsAbstract,
            Properties = properties,
            Rows = selection.Rows,
        };
    }

    /// <remarks>Leaf fields that nothing is said of are the same object in all plans, and so are their properties.
    /// </remarks>
    public static ReadProperty Property(FetchField field, bool coerces = false) =>
        field.Selection is null && !coerces ? field.Reading ??= Make(field, coerces) : Make(field, coerces);

    private static ReadProperty Make(FetchField field, bool coerces)
    {
        var named = field.Field.Type.Named;
        return new ReadProperty
        {
            QuotedName = field.ResponseName == field.Field.Name
                ? field.Field.JsonName
                : Encoding.UTF8.GetBytes($"\"{field.ResponseName}\""),
            Leaf = LeafKinds.Of(named),
            EnumValues = (named as EnumType)?.Values,
            Coerces = coerces,
            ListDepth = ListDepth(field.Field.Type),
            Child = field.Selection is { } child ? Compile(child, coerces) : null,
            Coordinate = field.Field.Coordinate,
        };
    }

    public static int ListDepth(SchemaType type) =>
        type.Nullable is ListType list ? 1 + ListDepth(list.ElementType) : 0;
}

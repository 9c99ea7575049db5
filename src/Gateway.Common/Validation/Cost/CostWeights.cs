using System.Globalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Cost;

/// <summary>Reads <c>@cost(weight:)</c>. Source: IBM GraphQL Cost Directives §3.3.</summary>
internal static class CostWeights
{
    /// <summary>Of each object that a field returns: the field's weight, else the type's, else 1 or 0.</summary>
    public static double Of(FieldDefinition field, NamedType parent, GraphQLSchema schema)
    {
        var type = field.Type.Named;
        var own = Of(field) ?? Of(type.Directives) ?? (type.IsComposite ? 1 : 0);
        if (parent is not InterfaceType)
        {
            return own;
        }

        // An interface's field is answered by one of its objects: the dearest counts.
        foreach (var possible in schema.PossibleTypes(parent))
        {
            if (possible.Fields.Find(field.Utf8Name) is { } definition && Of(definition) is { } weight)
            {
                own = Math.Max(own, weight);
            }
        }

        return own;
    }

    public static double? Of(SchemaMember member) => Of(member.Directives);

    /// <summary>The weight: a number, or a string that holds one; null where there is none.</summary>
    public static double? Of(IReadOnlyList<DirectiveNode> directives)
    {
        // By index: this runs for every request that gives an input object by a variable, and must not allocate.
        for (var index = 0; index < directives.Count; index++)
        {
            if (directives[index].Name.Is("cost"u8)
                && ListSizeDirective.Argument(directives[index], "weight"u8) is { } value)
            {
                return ToNumber(value);
            }
        }

        return null;
    }

    private static double? ToNumber(ValueNode value)
    {
        var text = value switch
        {
            IntValueNode number => number.Utf8,
            FloatValueNode number => number.Utf8,
            StringValueNode number => number.Utf8,
            _ => default,
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            && double.IsFinite(weight)
                ? weight
                : null;
    }
}

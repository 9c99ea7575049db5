using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules;

/// <summary>Finds where a directive's selection does not fit the type that it selects from.</summary>
/// <remarks>Shape: every fault as text. Source: GraphQL §5.3 Fields, §5.5 Fragments.</remarks>
internal static class SelectionFaults
{
    public static List<string> Find(GraphQLSchema schema, FieldSetUse use)
    {
        var faults = new List<string>();
        if (use.Set is { } set)
        {
            Find(schema, use.Target, set.Selection, faults);
        }

        return faults;
    }

    private static void Find(GraphQLSchema schema, NamedType type, SelectionSetNode selection, List<string> faults)
    {
        foreach (var node in selection.Selections)
        {
            switch (node)
            {
                case FieldNode field when !field.Name.Is("__typename"u8):
                    Find(schema, type, field, faults);
                    break;
                case InlineFragmentNode fragment:
                    Find(schema, type, fragment, faults);
                    break;
                case FragmentSpreadNode spread:
                    faults.Add($"named fragments such as {spread.Name} cannot stand in it");
                    break;
            }
        }
    }

    private static void Find(
        GraphQLSchema schema, NamedType type, InlineFragmentNode fragment, List<string> faults)
    {
        var on = fragment.TypeCondition is { } condition ? schema.FindType(condition.Name.Utf8) : type;
        if (on is not { IsComposite: true })
        {
            faults.Add($"there is no composite type {fragment.TypeCondition?.Name}");
        }
        else if (!Overlap(schema, on, type))
        {
            faults.Add($"{type.Name} is never {on.Name}");
        }
        else
        {
            Find(schema, on, fragment.SelectionSet, faults);
        }
    }

    /// <summary>An interface object stands for types that its source does not know.</summary>
    private static bool Overlap(GraphQLSchema schema, NamedType left, NamedType right)
    {
        var possible = schema.PossibleTypes(left).ToArray();
        return possible.Length == 0 || schema.PossibleTypes(right).ToArray().Intersect(possible).Any();
    }

    private static void Find(GraphQLSchema schema, NamedType type, FieldNode node, List<string> faults)
    {
        if (type is not ComplexType complex || complex.Fields.Find(node.Name.Utf8) is not { } field)
        {
            faults.Add($"{type.Name} has no field {node.Name}");
            return;
        }

        if (node.SelectionSet is { } selection && field.Type.Named.IsComposite)
        {
            Find(schema, field.Type.Named, selection, faults);
        }
        else if (node.SelectionSet is not null)
        {
            faults.Add($"{field.Coordinate} has no fields");
        }
        else if (field.Type.Named.IsComposite)
        {
            faults.Add($"it does not say which fields of {field.Coordinate}");
        }
    }
}

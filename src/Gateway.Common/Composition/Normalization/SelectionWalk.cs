using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>A field that a directive selects.</summary>
/// <param name="Parent">The type that it is selected on.</param>
/// <param name="Definition">Null where the type has no such field.</param>
/// <param name="Above">The fields that it is nested in, outermost first.</param>
internal sealed record WalkedField(
    NamedType Parent, FieldNode Node, FieldDefinition? Definition, IReadOnlyList<FieldDefinition> Above);

/// <summary>Walks the fields that a directive's selection names, nested ones after those around them.</summary>
internal static class SelectionWalk
{
    public static IEnumerable<WalkedField> Fields(GraphQLSchema schema, FieldSetUse use) =>
        use.Set is { } set ? Fields(schema, use.Target, set.Selection, []) : [];

    private static IEnumerable<WalkedField> Fields(
        GraphQLSchema schema, NamedType type, SelectionSetNode selection, IReadOnlyList<FieldDefinition> above)
    {
        foreach (var node in selection.Selections)
        {
            var below = node switch
            {
                FieldNode field => FieldAndBelow(schema, type, field, above),
                InlineFragmentNode fragment => Fields(
                    schema, ConditionOf(schema, fragment, type), fragment.SelectionSet, above),
                _ => [],
            };
            foreach (var field in below)
            {
                yield return field;
            }
        }
    }

    private static IEnumerable<WalkedField> FieldAndBelow(
        GraphQLSchema schema, NamedType type, FieldNode node, IReadOnlyList<FieldDefinition> above)
    {
        if (node.Name.Is("__typename"u8))
        {
            yield break;
        }

        var definition = (type as ComplexType)?.Fields.Find(node.Name.Utf8);
        yield return new WalkedField(type, node, definition, above);
        if (definition is null || node.SelectionSet is not { } selection)
        {
            yield break;
        }

        foreach (var field in Fields(schema, definition.Type.Named, selection, [.. above, definition]))
        {
            yield return field;
        }
    }

    private static NamedType ConditionOf(GraphQLSchema schema, InlineFragmentNode fragment, NamedType type) =>
        fragment.TypeCondition is { } condition ? schema.FindType(condition.Name.Utf8) ?? type : type;
}

using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Endpoints.OpenApi;

/// <summary>A member of an answer: one response name with all that is selected below it.</summary>
/// <param name="Definition">Null for <c>__typename</c>.</param>
/// <param name="Selections">Of every field node of this name, to be merged.</param>
/// <param name="IsConditional">Whether a directive can leave it out.</param>
internal sealed record SelectedField(
    string Name, FieldDefinition? Definition, IReadOnlyList<SelectionSetNode> Selections, bool IsConditional);

/// <summary>Collects what an answer holds for one object type. Source: GraphQL §6.3.2 CollectFields.</summary>
internal sealed class SelectedFields(GraphQLTypes types, ObjectType type)
{
    private readonly List<SelectedField> _fields = [];

    public static IReadOnlyList<SelectedField> Of(
        GraphQLTypes types, ObjectType type, IEnumerable<SelectionSetNode> selections)
    {
        var collector = new SelectedFields(types, type);
        foreach (var selection in selections)
        {
            collector.Collect(selection, isConditional: false);
        }

        return collector._fields;
    }

    /// <remarks>Fragments make no cycles in a valid document, which the pipeline's preparation has seen to.</remarks>
    private void Collect(SelectionSetNode selections, bool isConditional)
    {
        foreach (var node in selections.Selections)
        {
            var may = isConditional || node.Directives.Any(IsCondition);
            switch (node)
            {
                case FieldNode field:
                    Add(field, may);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition):
                    Collect(inline.SelectionSet, may);
                    break;
                case FragmentSpreadNode spread
                    when types.Fragment(spread.Name) is { } fragment && Applies(fragment.TypeCondition):
                    Collect(fragment.SelectionSet, may);
                    break;
            }
        }
    }

    private void Add(FieldNode field, bool isConditional)
    {
        var name = field.ResponseName.Value;
        var selections = field.SelectionSet is { } below ? [below] : Array.Empty<SelectionSetNode>();
        var index = _fields.FindIndex(known => known.Name == name);
        if (index < 0)
        {
            _fields.Add(new SelectedField(name, type.Fields.Find(field.Name.Utf8), selections, isConditional));
            return;
        }

        var known = _fields[index];
        _fields[index] = known with
        {
            Selections = [.. known.Selections, .. selections],
            IsConditional = known.IsConditional && isConditional,
        };
    }

    private bool Applies(NamedTypeNode? condition) =>
        condition is null
        || (types.Find(condition.Name) is { } conditionType && GraphQLSchema.IsSubtype((NamedType)type, conditionType));

    private static bool IsCondition(DirectiveNode directive) =>
        directive.Name.Is("skip"u8) || directive.Name.Is("include"u8);
}

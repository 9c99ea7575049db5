using Gateway.Common.Language;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>Finds when the answer depends on the type of an object, of which only an interface is known.</summary>
internal sealed class TypeUses(
    GraphQLSchema schema,
    OperationVariables variables,
    IReadOnlyDictionary<Name, FragmentDefinitionNode> fragments)
{
    private const int FragmentsMax = 64;

    private readonly List<FetchCondition[]> _found = [];

    /// <returns>Alternatives: the conditions of each all have to hold; none in one for always.</returns>
    public FetchCondition[][] Of(InterfaceType type, ResponsePart[] parts)
    {
        foreach (var part in parts)
        {
            Find(type, null, part, FragmentsMax);
        }

        return [.. _found];
    }

    /// <param name="type">All that is known of it.</param>
    /// <param name="narrowed">The types that the fragments around leave; null where they leave all.</param>
    /// <param name="part">What is selected, and when.</param>
    /// <param name="fragments">How many more may stand within one another.</param>
    private void Find(InterfaceType type, ObjectType[]? narrowed, ResponsePart part, int fragments)
    {
        foreach (var node in part.SelectionSet.Selections)
        {
            if (!variables.TryNarrow(part.Conditions, node.Directives, out var conditions))
            {
                continue;
            }

            var (condition, inner) = node switch
            {
                InlineFragmentNode inline => (TypeOf(inline.TypeCondition) ?? type, inline.SelectionSet),
                FragmentSpreadNode spread when FragmentOf(spread) is { } fragment =>
                    (TypeOf(fragment.TypeCondition), fragment.SelectionSet),
                _ => ((NamedType?)null, (SelectionSetNode?)null),
            };
            var left = condition is null ? narrowed : Narrow(type, narrowed, condition);
            if (left is [])
            {
                continue;
            }

            if (inner is not null && fragments > 0)
            {
                Find(type, left, new ResponsePart(inner, conditions), fragments - 1);
            }
            else if (left is not null || inner is not null || node is FieldNode { Name: var name } && IsTypeName(name))
            {
                _found.Add([.. conditions]);
            }
        }
    }

    private static bool IsTypeName(Name name) => name.Is("__typename"u8);

    private ObjectType[]? Narrow(InterfaceType type, ObjectType[]? narrowed, NamedType condition) =>
        GraphQLSchema.IsSubtype(type, condition)
            ? narrowed
            : [.. (narrowed ?? schema.PossibleTypes(type).ToArray())
                .Where(possible => GraphQLSchema.IsSubtype(possible, condition))];

    private NamedType? TypeOf(NamedTypeNode? condition) =>
        condition is null ? null : schema.FindType(condition.Name.Utf8);

    private FragmentDefinitionNode? FragmentOf(FragmentSpreadNode spread) => fragments.GetValueOrDefault(spread.Name);
}

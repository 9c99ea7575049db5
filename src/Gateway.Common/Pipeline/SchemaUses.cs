using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Pipeline;

/// <summary>
/// Finds the schema members that a document names: fields, their arguments and types, and the types of fragments.
/// </summary>
internal static class SchemaUses
{
    /// <summary>The applied directives of each member, every member once.</summary>
    public static IEnumerable<IReadOnlyList<DirectiveNode>> Of(GraphQLSchema schema, DocumentNode document)
    {
        var seen = new HashSet<object>();
        foreach (var definition in document.Definitions)
        {
            var (type, selectionSet) = definition switch
            {
                OperationDefinitionNode operation => (schema.RootType(operation.Operation), operation.SelectionSet),
                FragmentDefinitionNode fragment =>
                    (schema.FindType(fragment.TypeCondition.Name.Utf8), fragment.SelectionSet),
                _ => ((NamedType?)null, null!),
            };
            foreach (var used in type is null ? [] : Walk(schema, type, selectionSet, seen))
            {
                yield return used;
            }
        }
    }

    private static IEnumerable<IReadOnlyList<DirectiveNode>> Walk(
        GraphQLSchema schema, NamedType type, SelectionSetNode selectionSet, HashSet<object> seen)
    {
        if (seen.Add(type))
        {
            yield return type.Directives;
        }

        foreach (var node in selectionSet.Selections)
        {
            var below = node switch
            {
                FieldNode field => Field(schema, type, field, seen),
                InlineFragmentNode inline => Walk(
                    schema,
                    inline.TypeCondition is { } condition ? schema.FindType(condition.Name.Utf8) ?? type : type,
                    inline.SelectionSet,
                    seen),
                _ => [],
            };
            foreach (var used in below)
            {
                yield return used;
            }
        }
    }

    /// <summary>
    /// A field of an abstract type stands for that of every type it can be: a rule on one of them, or on its field,
    /// holds.
    /// </summary>
    private static IEnumerable<IReadOnlyList<DirectiveNode>> Field(
        GraphQLSchema schema, NamedType type, FieldNode node, HashSet<object> seen)
    {
        var name = node.Name;
        var owners = type is InterfaceType ? schema.PossibleTypes(type).ToArray().Prepend(type) : [type];
        FieldDefinition? field = null;
        foreach (var owner in owners.OfType<ComplexType>())
        {
            if (seen.Add(owner))
            {
                yield return owner.Directives;
            }

            if (owner.Fields.Find(name.Utf8) is not { } found)
            {
                continue;
            }

            field ??= found;
            if (seen.Add(found))
            {
                yield return found.Directives;
                yield return [.. found.Arguments.SelectMany(static argument => argument.Directives)];
            }
        }

        if (field is not null && node.SelectionSet is { } selectionSet)
        {
            foreach (var used in Walk(schema, field.Type.Named, selectionSet, seen))
            {
                yield return used;
            }
        }
    }
}

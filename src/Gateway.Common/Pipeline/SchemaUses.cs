using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Pipeline;

/// <summary>
/// Finds the schema members that a document names: fields, their arguments and types, and the types of fragments.
/// </summary>
/// <remarks>Most members have no directive: they are passed by without a trace, as every new document is walked.
/// </remarks>
internal sealed class SchemaUses
{
    private readonly GraphQLSchema _schema;
    private readonly List<DirectiveNode> _found = [];
    private readonly HashSet<object> _seen = [];

    private SchemaUses(GraphQLSchema schema) => _schema = schema;

    /// <summary>The directives applied to these members, those of each member once.</summary>
    public static List<DirectiveNode> Of(GraphQLSchema schema, DocumentNode document)
    {
        var uses = new SchemaUses(schema);
        foreach (var definition in document.Definitions)
        {
            if (definition is OperationDefinitionNode operation && schema.RootType(operation.Operation) is { } root)
            {
                uses.Walk(root, operation.SelectionSet);
            }
            else if (definition is FragmentDefinitionNode fragment
                && schema.FindType(fragment.TypeCondition.Name.Utf8) is { } type)
            {
                uses.Walk(type, fragment.SelectionSet);
            }
        }

        return uses._found;
    }

    private void Walk(NamedType type, SelectionSetNode selectionSet)
    {
        Add(type, type.Directives);
        var selections = selectionSet.Selections;
        for (var index = 0; index < selections.Count; index++)
        {
            switch (selections[index])
            {
                case FieldNode field:
                    WalkField(type, field);
                    break;
                case InlineFragmentNode { TypeCondition: { } condition } inline:
                    Walk(_schema.FindType(condition.Name.Utf8) ?? type, inline.SelectionSet);
                    break;
                case InlineFragmentNode inline:
                    Walk(type, inline.SelectionSet);
                    break;
            }
        }
    }

    /// <summary>
    /// A field of an abstract type stands for that of every type it can be: a rule on one of them, or on its field,
    /// holds.
    /// </summary>
    private void WalkField(NamedType type, FieldNode node)
    {
        var field = FieldOf(type as ComplexType, node);
        foreach (var possible in type is InterfaceType ? _schema.PossibleTypes(type) : [])
        {
            field = FieldOf(possible, node) is { } own ? field ?? own : field;
        }

        if (field is not null && node.SelectionSet is { } selectionSet)
        {
            Walk(field.Type.Named, selectionSet);
        }
    }

    private FieldDefinition? FieldOf(ComplexType? owner, FieldNode node)
    {
        if (owner is null)
        {
            return null;
        }

        Add(owner, owner.Directives);
        if (owner.Fields.Find(node.Name.Utf8) is not { } field)
        {
            return null;
        }

        Add(field, field.Directives);
        foreach (var argument in field.Arguments)
        {
            Add(argument, argument.Directives);
        }

        return field;
    }

    private void Add(object member, IReadOnlyList<DirectiveNode> directives)
    {
        if (directives.Count > 0 && _seen.Add(member))
        {
            _found.AddRange(directives);
        }
    }
}

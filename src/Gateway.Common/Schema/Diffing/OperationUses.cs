using Gateway.Common.Language;

namespace Gateway.Common.Schema.Diffing;

/// <summary>What a document uses of a schema, as coordinates.</summary>
/// <remarks>
/// A variable of an input object type may hold any of its fields and values, so all of them are used.
/// Recursion is as deep as the document, which its parser bounded.
/// </remarks>
internal sealed class OperationUses(GraphQLSchema schema)
{
    private readonly HashSet<string> _uses = [];

    /// <summary>A fragment on a type inside another type.</summary>
    public static string Narrowing(string outer, string inner) => $"{outer}|{inner}";

    public IReadOnlySet<string> Of(DocumentNode document)
    {
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinitionNode operation:
                    AddVariables(operation);
                    AddDirectives(operation.Directives);
                    AddSelections(operation.SelectionSet, schema.RootType(operation.Operation), document);
                    break;
                case FragmentDefinitionNode fragment:
                    AddDirectives(fragment.Directives);
                    AddSelections(fragment.SelectionSet, Narrow(null, fragment.TypeCondition), document);
                    break;
            }
        }

        return _uses;
    }

    private void AddVariables(OperationDefinitionNode operation)
    {
        foreach (var variable in operation.VariableDefinitions)
        {
            AddDirectives(variable.Directives);
            if (schema.ResolveType(variable.Type) is { } type)
            {
                AddWholeInput(type.Named);
                AddValue(variable.DefaultValue, type);
            }
        }
    }

    private void AddWholeInput(NamedType type)
    {
        if (!_uses.Add(type.Name))
        {
            return;
        }

        foreach (var value in (type as EnumType)?.Values ?? MemberMap<EnumValueDefinition>.Empty)
        {
            _uses.Add($"{type.Name}.{value.Name}");
        }

        foreach (var field in (type as InputObjectType)?.Fields ?? MemberMap<InputValueDefinition>.Empty)
        {
            _uses.Add($"{type.Name}.{field.Name}");
            AddWholeInput(field.Type.Named);
        }
    }

    private void AddSelections(SelectionSetNode? set, NamedType? type, DocumentNode document)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            AddDirectives(selection.Directives);
            switch (selection)
            {
                case FieldNode field:
                    AddField(field, type, document);
                    break;
                case InlineFragmentNode inline:
                    AddSelections(inline.SelectionSet, Narrow(type, inline.TypeCondition), document);
                    break;
                case FragmentSpreadNode spread:
                    Narrow(type, ConditionOf(spread.Name, document));
                    break;
            }
        }
    }

    private static NamedTypeNode? ConditionOf(Name name, DocumentNode document) => document.Definitions
        .OfType<FragmentDefinitionNode>()
        .FirstOrDefault(fragment => fragment.Name == name)?.TypeCondition;

    private NamedType? Narrow(NamedType? outer, NamedTypeNode? condition)
    {
        if (condition is null)
        {
            return outer;
        }

        _uses.Add(condition.Name.Value);
        if (outer is not null)
        {
            _uses.Add(Narrowing(outer.Name, condition.Name.Value));
        }

        return schema.FindType(condition.Name.Utf8);
    }

    private void AddField(FieldNode node, NamedType? type, DocumentNode document)
    {
        if ((type as ComplexType)?.Fields.Find(node.Name.Utf8) is not { } field)
        {
            return;
        }

        _uses.Add(field.DeclaringType.Name);
        _uses.Add(field.Coordinate);
        _uses.Add(field.Type.Named.Name);
        AddArguments(field.Coordinate, node.Arguments, field.Arguments);
        AddSelections(node.SelectionSet, field.Type.Named, document);
    }

    private void AddDirectives(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            _uses.Add($"@{directive.Name}");
            if (schema.DirectiveDefinitions.Find(directive.Name.Utf8) is { } definition)
            {
                AddArguments($"@{directive.Name}", directive.Arguments, definition.Arguments);
            }
        }
    }

    private void AddArguments(
        string owner, IReadOnlyList<ArgumentNode> given, MemberMap<InputValueDefinition> definitions)
    {
        foreach (var argument in given)
        {
            _uses.Add($"{owner}({argument.Name}:)");
            if (definitions.Find(argument.Name.Utf8) is { } definition)
            {
                AddValue(argument.Value, definition.Type);
            }
        }
    }

    private void AddValue(ValueNode? value, SchemaType type)
    {
        switch (value)
        {
            case ListValueNode list:
                foreach (var item in list.Values)
                {
                    AddValue(item, type);
                }

                break;
            case ObjectValueNode @object when type.Named is InputObjectType input:
                _uses.Add(input.Name);
                foreach (var given in @object.Fields)
                {
                    AddInputField(input, given);
                }

                break;
            case EnumValueNode name:
                _uses.Add(type.Named.Name);
                _uses.Add($"{type.Named.Name}.{name.Name}");
                break;
        }
    }

    private void AddInputField(InputObjectType type, ObjectFieldNode given)
    {
        if (type.Fields.Find(given.Name.Utf8) is { } field)
        {
            _uses.Add($"{type.Name}.{field.Name}");
            AddValue(given.Value, field.Type);
        }
    }
}

using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation.Rules;

namespace Gateway.Common.Validation;

/// <summary>The one traversal: goes through a document with the types at hand, calls rules, gathers facts.</summary>
internal sealed class DocumentWalker(ValidationContext context, RuleSet rules)
{
    private readonly ValueWalker _values = new(context, rules);

    public void Walk()
    {
        foreach (var definition in context.Document.Definitions)
        {
            foreach (var rule in rules.OnDefinition)
            {
                rule.VisitDefinition(definition, context);
            }

            switch (definition)
            {
                case OperationDefinitionNode operation:
                    WalkOperation(operation);
                    break;
                case FragmentDefinitionNode fragment:
                    WalkFragment(fragment);
                    break;
            }
        }
    }

    private void WalkOperation(OperationDefinitionNode operation)
    {
        var facts = new DefinitionFacts(operation) { Type = context.Schema.RootType(operation.Operation) };
        context.Operations.Add(facts);
        var location = operation.Operation switch
        {
            OperationType.Query => "QUERY",
            OperationType.Mutation => "MUTATION",
            _ => "SUBSCRIPTION",
        };
        foreach (var variable in operation.VariableDefinitions)
        {
            WalkVariableDefinition(variable);
        }

        WalkDirectives(operation.Directives, location, facts);
        facts.RootSet = context.Selections.AddSet();
        WalkSelections(operation.SelectionSet, facts.Type, facts.RootSet, facts);
    }

    private void WalkFragment(FragmentDefinitionNode fragment)
    {
        var facts = new DefinitionFacts(fragment) { Type = WalkTypeName(fragment.TypeCondition) };
        context.AddFragment(facts);
        foreach (var rule in rules.OnTypeCondition)
        {
            rule.VisitTypeCondition(fragment.TypeCondition, facts.Type, context);
        }

        WalkDirectives(fragment.Directives, "FRAGMENT_DEFINITION", facts);
        facts.RootSet = context.Selections.AddSet();
        WalkSelections(fragment.SelectionSet, Composite(facts.Type), facts.RootSet, facts);
    }

    private void WalkVariableDefinition(VariableDefinitionNode variable)
    {
        context.Charge();
        var type = WalkType(variable.Type);
        foreach (var rule in rules.OnVariableDefinition)
        {
            rule.VisitVariableDefinition(variable, type, context);
        }

        if (variable.DefaultValue is { } defaultValue)
        {
            _values.Walk(defaultValue, type is { Named.IsInput: true } ? type : null, hasDefault: false, facts: null);
        }

        WalkDirectives(variable.Directives, "VARIABLE_DEFINITION", facts: null);
    }

    private void WalkSelections(SelectionSetNode selectionSet, NamedType? parent, int set, DefinitionFacts facts)
    {
        var selections = selectionSet.Selections;
        for (var index = 0; index < selections.Count; index++)
        {
            context.Charge();
            switch (selections[index])
            {
                case FieldNode field:
                    WalkField(field, parent, set, facts);
                    break;
                case FragmentSpreadNode spread:
                    WalkSpread(spread, parent, set, facts);
                    break;
                case InlineFragmentNode fragment:
                    WalkInlineFragment(fragment, parent, set, facts);
                    break;
            }
        }
    }

    private void WalkField(FieldNode field, NamedType? parent, int set, DefinitionFacts facts)
    {
        var definition = parent is null ? null : context.Schema.MetaFields.Find(parent, field.Name.Utf8);
        var entry = context.Selections.AddField(set, field, parent, definition);
        foreach (var rule in rules.OnField)
        {
            rule.VisitField(field, parent, definition, context);
        }

        if (field.Arguments.Count > 0)
        {
            WalkArguments(field.Arguments, definition?.Arguments, facts);
        }

        if (field.Directives.Count > 0)
        {
            WalkDirectives(field.Directives, "FIELD", facts);
        }

        if (field.SelectionSet is { } selectionSet)
        {
            var child = context.Selections.AddSet();
            context.Selections.SetChild(entry, child);
            WalkSelections(selectionSet, Composite(definition?.Type.Named), child, facts);
        }
    }

    private void WalkSpread(FragmentSpreadNode spread, NamedType? parent, int set, DefinitionFacts facts)
    {
        facts.Spreads.Add(spread);
        context.Selections.AddSpread(set, spread);
        context.SpreadSites.Add((spread, parent));
        WalkDirectives(spread.Directives, "FRAGMENT_SPREAD", facts);
    }

    private void WalkInlineFragment(InlineFragmentNode fragment, NamedType? parent, int set, DefinitionFacts facts)
    {
        var type = parent;
        if (fragment.TypeCondition is { } condition)
        {
            type = WalkTypeName(condition);
            foreach (var rule in rules.OnTypeCondition)
            {
                rule.VisitTypeCondition(condition, type, context);
            }

            foreach (var rule in rules.OnInlineFragment)
            {
                rule.VisitInlineFragment(fragment, parent, type, context);
            }
        }

        WalkDirectives(fragment.Directives, "INLINE_FRAGMENT", facts);
        WalkSelections(fragment.SelectionSet, Composite(type), set, facts);
    }

    private void WalkDirectives(IReadOnlyList<DirectiveNode> directives, string location, DefinitionFacts? facts)
    {
        if (directives.Count == 0)
        {
            return;
        }

        foreach (var rule in rules.OnDirectives)
        {
            rule.VisitDirectives(directives, location, context);
        }

        foreach (var directive in directives)
        {
            context.Charge();
            var definition = context.Schema.DirectiveDefinitions.Find(directive.Name.Utf8);
            foreach (var rule in rules.OnDirective)
            {
                rule.VisitDirective(directive, definition, context);
            }

            WalkArguments(directive.Arguments, definition?.Arguments, facts);
        }
    }

    private void WalkArguments(
        IReadOnlyList<ArgumentNode> arguments, MemberMap<InputValueDefinition>? definitions, DefinitionFacts? facts)
    {
        foreach (var rule in rules.OnArguments)
        {
            rule.VisitArguments(arguments, context);
        }

        foreach (var argument in arguments)
        {
            context.Charge();
            var definition = definitions?.Find(argument.Name.Utf8);
            _values.Walk(argument.Value, definition?.Type, definition?.DefaultValue is not null, facts);
        }
    }

    /// <summary>The type a reference means; null when its name is unknown.</summary>
    private SchemaType? WalkType(TypeNode node) => node switch
    {
        NamedTypeNode named => WalkTypeName(named),
        ListTypeNode list => WalkType(list.ElementType) is { } element ? new ListType(element) : null,
        NonNullTypeNode nonNull => WalkType(nonNull.NullableType) is { } type ? new NonNullType(type) : null,
        _ => null,
    };

    private NamedType? WalkTypeName(NamedTypeNode node)
    {
        var type = context.Schema.FindType(node.Name.Utf8);
        foreach (var rule in rules.OnTypeName)
        {
            rule.VisitTypeName(node, type, context);
        }

        return type;
    }

    private static NamedType? Composite(NamedType? type) => type is { IsComposite: true } ? type : null;
}

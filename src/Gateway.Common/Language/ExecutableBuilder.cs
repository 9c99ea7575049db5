namespace Gateway.Common.Language;

/// <summary>Makes operations, fragments and selections of the tape.</summary>
internal static class ExecutableBuilder
{
    public static OperationDefinitionNode Operation(ref TapeReader tape, DefinitionShape shape, int start)
    {
        var description = ValueBuilder.Description(ref tape);
        Name? name = shape.Has(DefinitionParts.Name) ? tape.TakeName() : null;
        var variables = Variables(ref tape);
        var directives = Directives(ref tape);
        var selectionSet = SelectionSet(ref tape);
        return new OperationDefinitionNode(
            description, shape.Operation, name, variables, directives, selectionSet,
            shape.Has(DefinitionParts.Shorthand), tape.SpanFrom(start));
    }

    public static FragmentDefinitionNode Fragment(ref TapeReader tape, int start)
    {
        var description = ValueBuilder.Description(ref tape);
        var name = tape.TakeName();
        var typeCondition = ValueBuilder.NamedType(ref tape);
        var directives = Directives(ref tape);
        var selectionSet = SelectionSet(ref tape);
        return new FragmentDefinitionNode(
            description, name, typeCondition, directives, selectionSet, tape.SpanFrom(start));
    }

    public static SelectionSetNode SelectionSet(ref TapeReader tape)
    {
        var open = tape.Take();
        var selections = Selections(ref tape, open.Extent);
        tape.TakeEnding();
        return new SelectionSetNode(selections, tape.SpanFrom(open.Start));
    }

    /// <summary>A set of fields, which need not stand in braces.</summary>
    public static SelectionSetNode FieldSet(ref TapeReader tape)
    {
        if (tape.Kind == '{')
        {
            return SelectionSet(ref tape);
        }

        var open = tape.Take();
        return new SelectionSetNode(Selections(ref tape, open.Extent), tape.SpanFrom(open.Start));
    }

    public static DirectiveNode[] Directives(ref TapeReader tape)
    {
        if (tape.Kind != '@')
        {
            return [];
        }

        var at = tape.Take();
        var directives = new DirectiveNode[at.Extent];
        for (var index = 0; index < directives.Length; index++)
        {
            at = index == 0 ? at : tape.Take();
            var name = tape.TakeName();
            var arguments = Arguments(ref tape);
            directives[index] = new DirectiveNode(name, arguments, tape.SpanFrom(at.Start));
        }

        return directives;
    }

    private static SelectionNode[] Selections(ref TapeReader tape, int count)
    {
        var selections = new SelectionNode[count];

        // A span's elements are stored without the check that an array of a class with subclasses makes at each.
        var slots = selections.AsSpan();
        for (var index = 0; index < slots.Length; index++)
        {
            slots[index] = tape.Kind == '.' ? Spread(ref tape) : Field(ref tape);
        }

        return selections;
    }

    private static FieldNode Field(ref TapeReader tape)
    {
        var mark = tape.TakeEnding();
        var alias = mark.IsFlagged ? new SourceSpan(mark.Start, mark.End) : default;
        var name = mark.IsFlagged ? tape.TakeName() : tape.Name(mark);
        ArgumentNode[] arguments = [];
        DirectiveNode[] directives = [];
        SelectionSetNode? selectionSet = null;
        var kind = tape.Kind;
        if (kind == '(')
        {
            arguments = Arguments(ref tape);
            kind = tape.Kind;
        }

        if (kind == '@')
        {
            directives = Directives(ref tape);
            kind = tape.Kind;
        }

        if (kind == '{')
        {
            selectionSet = SelectionSet(ref tape);
        }

        return new FieldNode(alias, name, arguments, directives, selectionSet, tape.SpanFrom(mark.Start));
    }

    private static SelectionNode Spread(ref TapeReader tape)
    {
        var dots = tape.Take();
        if (dots.Extent == SpreadForm.Fragment)
        {
            var name = tape.TakeName();
            var spreadDirectives = Directives(ref tape);
            return new FragmentSpreadNode(name, spreadDirectives, tape.SpanFrom(dots.Start));
        }

        var typeCondition = dots.Extent == SpreadForm.Conditional ? ValueBuilder.NamedType(ref tape) : null;
        var directives = Directives(ref tape);
        var selectionSet = SelectionSet(ref tape);
        return new InlineFragmentNode(typeCondition, directives, selectionSet, tape.SpanFrom(dots.Start));
    }

    private static ArgumentNode[] Arguments(ref TapeReader tape)
    {
        if (tape.Kind != '(')
        {
            return [];
        }

        var arguments = new ArgumentNode[tape.Take().Extent];
        for (var index = 0; index < arguments.Length; index++)
        {
            var name = tape.TakeName();
            var value = ValueBuilder.Value(ref tape);
            arguments[index] = new ArgumentNode(name, value, tape.SpanFrom(name.Start));
        }

        tape.TakeEnding();
        return arguments;
    }

    private static VariableDefinitionNode[] Variables(ref TapeReader tape)
    {
        if (tape.Kind != '(')
        {
            return [];
        }

        var variables = new VariableDefinitionNode[tape.Take().Extent];
        for (var index = 0; index < variables.Length; index++)
        {
            var start = tape.Start;
            var description = ValueBuilder.Description(ref tape);
            var variable = ValueBuilder.Variable(ref tape);
            var type = ValueBuilder.Type(ref tape);
            var defaultValue = ValueBuilder.DefaultValue(ref tape);
            var directives = Directives(ref tape);
            variables[index] = new VariableDefinitionNode(
                description, variable, type, defaultValue, directives, tape.SpanFrom(start));
        }

        tape.TakeEnding();
        return variables;
    }
}

namespace Gateway.Common.Language;

/// <summary>Reads operations, fragments and their selections.</summary>
/// <remarks>Source: GraphQL §2.3 to §2.9.</remarks>
internal static class ExecutableParser
{
    /// <remarks>OperationDefinition: SelectionSet.</remarks>
    public static OperationDefinitionNode ReadShorthand(ref TokenReader reader)
    {
        var start = reader.Start;
        var selectionSet = ReadSelectionSet(ref reader);
        return new OperationDefinitionNode(
            null, OperationType.Query, null, [], [], selectionSet, isShorthand: true, reader.SpanFrom(start));
    }

    /// <summary>Reads an operation or fragment, or nothing when the current name starts neither.</summary>
    /// <remarks>ExecutableDefinition: OperationDefinition | FragmentDefinition.</remarks>
    public static DefinitionNode? TryReadDefinition(ref TokenReader reader, StringValueNode? description, int start)
    {
        if (reader.AtKeyword("fragment"u8))
        {
            return ReadFragment(ref reader, description, start);
        }

        return TryReadOperationType(ref reader, out var operation)
            ? ReadOperation(ref reader, description, operation, start)
            : null;
    }

    /// <remarks>OperationType: query | mutation | subscription.</remarks>
    public static bool TryReadOperationType(ref TokenReader reader, out OperationType operation)
    {
        operation = OperationType.Query;
        if (reader.AtKeyword("mutation"u8))
        {
            operation = OperationType.Mutation;
        }
        else if (reader.AtKeyword("subscription"u8))
        {
            operation = OperationType.Subscription;
        }
        else if (!reader.AtKeyword("query"u8))
        {
            return false;
        }

        reader.Advance();
        return true;
    }

    /// <remarks>SelectionSet, or Selection+ without braces.</remarks>
    public static SelectionSetNode ReadFieldSet(ref TokenReader reader)
    {
        if (reader.Kind == TokenKind.BraceLeft)
        {
            return ReadSelectionSet(ref reader);
        }

        var start = reader.Start;
        var mark = reader.Mark;
        do
        {
            reader.Push(ReadSelection(ref reader));
        }
        while (reader.Kind != TokenKind.EndOfFile);
        return new SelectionSetNode(reader.Pop<SelectionNode>(mark), reader.SpanFrom(start));
    }

    /// <remarks>Arguments?: ( Argument+ ).</remarks>
    public static ArgumentNode[] ReadArguments(ref TokenReader reader, bool isConst)
    {
        if (!reader.Skip(TokenKind.ParenLeft))
        {
            return [];
        }

        var mark = reader.Mark;
        do
        {
            var start = reader.Start;
            var name = reader.ReadName();
            reader.Expect(TokenKind.Colon);
            var value = ValueParser.ReadValue(ref reader, isConst);
            reader.Push(new ArgumentNode(name, value, reader.SpanFrom(start)));
        }
        while (!reader.Skip(TokenKind.ParenRight));
        return reader.Pop<ArgumentNode>(mark);
    }

    /// <remarks>Directives?: Directive+, each @ Name Arguments?.</remarks>
    public static DirectiveNode[] ReadDirectives(ref TokenReader reader, bool isConst)
    {
        if (reader.Kind != TokenKind.At)
        {
            return [];
        }

        var mark = reader.Mark;
        do
        {
            reader.CountDirective(mark);
            var start = reader.Start;
            reader.Advance();
            var name = reader.ReadName();
            var arguments = ReadArguments(ref reader, isConst);
            reader.Push(new DirectiveNode(name, arguments, reader.SpanFrom(start)));
        }
        while (reader.Kind == TokenKind.At);
        return reader.Pop<DirectiveNode>(mark);
    }

    /// <remarks>
    /// OperationDefinition: Description? OperationType Name? VariablesDefinition? Directives? SelectionSet.
    /// </remarks>
    private static OperationDefinitionNode ReadOperation(
        ref TokenReader reader, StringValueNode? description, OperationType operation, int start)
    {
        Name? name = reader.Kind == TokenKind.Name ? reader.ReadName() : null;
        var variables = ReadVariables(ref reader);
        var directives = ReadDirectives(ref reader, isConst: false);
        var selectionSet = ReadSelectionSet(ref reader);
        return new OperationDefinitionNode(
            description, operation, name, variables, directives, selectionSet, false, reader.SpanFrom(start));
    }

    /// <remarks>VariablesDefinition?: ( VariableDefinition+ ).</remarks>
    private static VariableDefinitionNode[] ReadVariables(ref TokenReader reader)
    {
        if (!reader.Skip(TokenKind.ParenLeft))
        {
            return [];
        }

        var mark = reader.Mark;
        do
        {
            reader.Push(ReadVariable(ref reader));
        }
        while (!reader.Skip(TokenKind.ParenRight));
        return reader.Pop<VariableDefinitionNode>(mark);
    }

    /// <remarks>VariableDefinition: Description? Variable : Type DefaultValue? Directives[Const]?.</remarks>
    private static VariableDefinitionNode ReadVariable(ref TokenReader reader)
    {
        var start = reader.Start;
        var description = DefinitionParser.ReadDescription(ref reader);
        var variable = ValueParser.ReadVariable(ref reader);
        reader.Expect(TokenKind.Colon);
        var type = TypeReferenceParser.ReadType(ref reader);
        var defaultValue = ValueParser.ReadDefaultValue(ref reader);
        var directives = ReadDirectives(ref reader, isConst: true);
        return new VariableDefinitionNode(
            description, variable, type, defaultValue, directives, reader.SpanFrom(start));
    }

    /// <remarks>
    /// FragmentDefinition: Description? fragment FragmentName TypeCondition Directives? SelectionSet.
    /// </remarks>
    private static FragmentDefinitionNode ReadFragment(
        ref TokenReader reader, StringValueNode? description, int start)
    {
        reader.Advance();
        if (reader.AtKeyword("on"u8))
        {
            throw reader.Unexpected();
        }

        var name = reader.ReadName();
        reader.ExpectKeyword("on"u8);
        var typeCondition = TypeReferenceParser.ReadNamedType(ref reader);
        var directives = ReadDirectives(ref reader, isConst: false);
        var selectionSet = ReadSelectionSet(ref reader);
        return new FragmentDefinitionNode(
            description, name, typeCondition, directives, selectionSet, reader.SpanFrom(start));
    }

    /// <remarks>SelectionSet: { Selection+ }.</remarks>
    private static SelectionSetNode ReadSelectionSet(ref TokenReader reader)
    {
        var start = reader.Start;
        reader.Enter();
        reader.Expect(TokenKind.BraceLeft);
        var mark = reader.Mark;
        do
        {
            reader.Push(ReadSelection(ref reader));
        }
        while (!reader.Skip(TokenKind.BraceRight));
        reader.Leave();
        return new SelectionSetNode(reader.Pop<SelectionNode>(mark), reader.SpanFrom(start));
    }

    /// <remarks>Selection: Field | FragmentSpread | InlineFragment.</remarks>
    private static SelectionNode ReadSelection(ref TokenReader reader) =>
        reader.Kind == TokenKind.Spread ? ReadSpread(ref reader) : ReadField(ref reader);

    /// <remarks>Field: Alias? Name Arguments? Directives? SelectionSet?.</remarks>
    private static FieldNode ReadField(ref TokenReader reader)
    {
        var start = reader.Start;
        var name = reader.ReadName();
        Name? alias = null;
        if (reader.Skip(TokenKind.Colon))
        {
            alias = name;
            name = reader.ReadName();
        }

        var arguments = ReadArguments(ref reader, isConst: false);
        var directives = ReadDirectives(ref reader, isConst: false);
        var selectionSet = reader.Kind == TokenKind.BraceLeft ? ReadSelectionSet(ref reader) : null;
        return new FieldNode(alias, name, arguments, directives, selectionSet, reader.SpanFrom(start));
    }

    /// <remarks>
    /// FragmentSpread: ... FragmentName Directives?; InlineFragment: ... TypeCondition? Directives? SelectionSet.
    /// </remarks>
    private static SelectionNode ReadSpread(ref TokenReader reader)
    {
        var start = reader.Start;
        reader.Advance();
        var hasTypeCondition = reader.SkipKeyword("on"u8);
        if (!hasTypeCondition && reader.Kind == TokenKind.Name)
        {
            var name = reader.ReadName();
            var spreadDirectives = ReadDirectives(ref reader, isConst: false);
            return new FragmentSpreadNode(name, spreadDirectives, reader.SpanFrom(start));
        }

        var typeCondition = hasTypeCondition ? TypeReferenceParser.ReadNamedType(ref reader) : null;
        var directives = ReadDirectives(ref reader, isConst: false);
        var selectionSet = ReadSelectionSet(ref reader);
        return new InlineFragmentNode(typeCondition, directives, selectionSet, reader.SpanFrom(start));
    }
}

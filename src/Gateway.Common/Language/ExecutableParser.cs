namespace Gateway.Common.Language;

/// <summary>Reads operations, fragments and their selections onto the tape.</summary>
/// <remarks>
/// Source: GraphQL §2.3 to §2.9. Shape: each production takes the offset of its first token and returns that of the
/// token after its last.
/// </remarks>
internal static class ExecutableParser
{
    /// <remarks>OperationDefinition: SelectionSet.</remarks>
    public static int ReadShorthand(ref SourceScanner scanner, int at)
    {
        scanner.Mark(at, new DefinitionShape(SyntaxKind.OperationDefinition, DefinitionParts.Shorthand).Pack());
        return ReadSelectionSet(ref scanner, at);
    }

    /// <summary>Tells an operation type by its word.</summary>
    /// <remarks>OperationType: query | mutation | subscription.</remarks>
    public static bool IsOperationType(ReadOnlySpan<byte> word, out OperationType operation)
    {
        operation = word.SequenceEqual("mutation"u8) ? OperationType.Mutation
            : word.SequenceEqual("subscription"u8) ? OperationType.Subscription
            : OperationType.Query;
        return operation != OperationType.Query || word.SequenceEqual("query"u8);
    }

    /// <summary>Reads from the operation's first word on.</summary>
    /// <remarks>
    /// OperationDefinition: Description? OperationType Name? VariablesDefinition? Directives? SelectionSet.
    /// </remarks>
    public static int ReadOperation(
        ref SourceScanner scanner, int at, DefinitionHeader header, ReadOnlySpan<byte> word, OperationType operation)
    {
        at = scanner.Pass(at, at + word.Length);
        var parts = header.Parts;
        if (ByteClass.IsNameStart(scanner[at]))
        {
            parts |= DefinitionParts.Name;
            at = scanner.ReadName(at);
        }

        scanner.Complete(header.Mark, new DefinitionShape(SyntaxKind.OperationDefinition, parts, operation).Pack());
        at = ReadVariables(ref scanner, at);
        at = ReadDirectives(ref scanner, at, isConst: false);
        return ReadSelectionSet(ref scanner, at);
    }

    /// <summary>Reads from <c>fragment</c> on.</summary>
    /// <remarks>
    /// FragmentDefinition: Description? fragment FragmentName TypeCondition Directives? SelectionSet.
    /// </remarks>
    public static int ReadFragment(ref SourceScanner scanner, int at, DefinitionHeader header)
    {
        at = scanner.Pass(at, at + "fragment"u8.Length);
        if (scanner.Word(at).SequenceEqual("on"u8))
        {
            throw scanner.Unexpected(at);
        }

        scanner.Complete(header.Mark, new DefinitionShape(SyntaxKind.FragmentDefinition, header.Parts).Pack());
        at = scanner.ReadName(at);
        at = scanner.ExpectWord(at, "on"u8);
        at = scanner.ReadName(at);
        at = ReadDirectives(ref scanner, at, isConst: false);
        return ReadSelectionSet(ref scanner, at);
    }

    /// <remarks>SelectionSet, or Selection+ without braces, which is marked as if it had them.</remarks>
    public static int ReadFieldSet(ref SourceScanner scanner, int at)
    {
        if (scanner[at] == '{')
        {
            return ReadSelectionSet(ref scanner, at);
        }

        var open = scanner.Count;
        scanner.Mark(at, 0);
        var count = 0;
        do
        {
            at = ReadSelection(ref scanner, at);
            count++;
        }
        while (!scanner.IsEnd(at));
        scanner.Complete(open, count);
        return at;
    }

    /// <remarks>Arguments?: ( Argument+ ); Argument: Name : Value.</remarks>
    public static int ReadArguments(ref SourceScanner scanner, int at, bool isConst)
    {
        if (scanner[at] != '(')
        {
            return at;
        }

        var open = scanner.Count;
        scanner.Mark(at, 0);
        at = scanner.Pass(at);
        var count = 0;
        do
        {
            at = scanner.ReadName(at);
            at = scanner.Expect(at, TokenKind.Colon);
            at = ValueParser.ReadValue(ref scanner, at, isConst);
            count++;
        }
        while (scanner[at] != ')');
        scanner.Complete(open, count);
        return scanner.Close(at);
    }

    /// <remarks>Directives?: Directive+, each @ Name Arguments?; the first mark counts them.</remarks>
    public static int ReadDirectives(ref SourceScanner scanner, int at, bool isConst)
    {
        if (scanner[at] != '@')
        {
            return at;
        }

        var first = scanner.Count;
        var count = 0;
        do
        {
            scanner.CountDirective(at, count++);
            scanner.Mark(at, 0);
            at = scanner.Pass(at);
            at = scanner.ReadName(at);
            at = ReadArguments(ref scanner, at, isConst);
        }
        while (scanner[at] == '@');
        scanner.Complete(first, count);
        return at;
    }

    /// <remarks>VariablesDefinition?: ( VariableDefinition+ ).</remarks>
    private static int ReadVariables(ref SourceScanner scanner, int at)
    {
        if (scanner[at] != '(')
        {
            return at;
        }

        var open = scanner.Count;
        scanner.Mark(at, 0);
        at = scanner.Pass(at);
        var count = 0;
        do
        {
            at = ReadVariable(ref scanner, at);
            count++;
        }
        while (scanner[at] != ')');
        scanner.Complete(open, count);
        return scanner.Close(at);
    }

    /// <remarks>VariableDefinition: Description? Variable : Type DefaultValue? Directives[Const]?.</remarks>
    private static int ReadVariable(ref SourceScanner scanner, int at)
    {
        at = DefinitionParser.ReadDescription(ref scanner, at);
        at = ValueParser.ReadVariable(ref scanner, at);
        at = scanner.Expect(at, TokenKind.Colon);
        at = TypeReferenceParser.ReadType(ref scanner, at);
        at = ValueParser.ReadDefaultValue(ref scanner, at);
        return ReadDirectives(ref scanner, at, isConst: true);
    }

    /// <remarks>SelectionSet: { Selection+ }.</remarks>
    private static int ReadSelectionSet(ref SourceScanner scanner, int at)
    {
        scanner.Enter(at);
        var open = scanner.Count;
        scanner.Mark(at, 0);
        at = scanner.Expect(at, TokenKind.BraceLeft);
        var count = 0;
        do
        {
            at = ReadSelection(ref scanner, at);
            count++;
        }
        while (scanner[at] != '}');
        scanner.Complete(open, count);
        scanner.Leave();
        return scanner.Close(at);
    }

    /// <remarks>Selection: Field | FragmentSpread | InlineFragment; Field: Alias? Name Arguments? Directives?
    /// SelectionSet?.</remarks>
    private static int ReadSelection(ref SourceScanner scanner, int at)
    {
        if (scanner[at] == '.')
        {
            return ReadSpread(ref scanner, at);
        }

        at = scanner.ReadName(at);
        if (scanner[at] == ':')
        {
            scanner.FlagLast();
            at = scanner.Pass(at);
            at = scanner.ReadName(at);
        }

        var next = scanner[at];
        if (next == '(')
        {
            at = ReadArguments(ref scanner, at, isConst: false);
            next = scanner[at];
        }

        if (next == '@')
        {
            at = ReadDirectives(ref scanner, at, isConst: false);
            next = scanner[at];
        }

        return next == '{' ? ReadSelectionSet(ref scanner, at) : at;
    }

    /// <remarks>
    /// FragmentSpread: ... FragmentName Directives?; InlineFragment: ... TypeCondition? Directives? SelectionSet.
    /// </remarks>
    private static int ReadSpread(ref SourceScanner scanner, int at)
    {
        if (scanner[at + 1] != '.' || scanner[at + 2] != '.')
        {
            throw scanner.Expected(at, "Name");
        }

        var mark = scanner.Count;
        scanner.Mark(at, 0);
        at = scanner.Pass(at, at + "..."u8.Length);
        var word = scanner.Word(at);
        if (!word.IsEmpty && !word.SequenceEqual("on"u8))
        {
            at = scanner.ReadName(at);
            return ReadDirectives(ref scanner, at, isConst: false);
        }

        scanner.Complete(mark, word.IsEmpty ? SpreadForm.Inline : SpreadForm.Conditional);
        if (!word.IsEmpty)
        {
            at = scanner.ReadName(scanner.Pass(at, at + word.Length));
        }

        at = ReadDirectives(ref scanner, at, isConst: false);
        return ReadSelectionSet(ref scanner, at);
    }
}

namespace Gateway.Common.Language;

/// <summary>Reads what types hold onto the tape: fields, input values and enum values.</summary>
/// <remarks>Source: GraphQL §3.6 to §3.10.</remarks>
internal static class MemberParser
{
    /// <remarks>FieldsDefinition?: { FieldDefinition+ }.</remarks>
    public static int ReadFields(ref SourceScanner scanner, int at)
    {
        if (scanner[at] != '{')
        {
            return at;
        }

        var open = scanner.Count;
        scanner.Mark(at, 0);
        at = scanner.Pass(at);
        var count = 0;
        do
        {
            at = ReadField(ref scanner, at);
            count++;
        }
        while (scanner[at] != '}');
        scanner.Complete(open, count);
        return scanner.Close(at);
    }

    /// <remarks>
    /// ArgumentsDefinition?: ( InputValueDefinition+ ); InputFieldsDefinition?: { InputValueDefinition+ }.
    /// </remarks>
    public static int ReadInputValues(ref SourceScanner scanner, int at, TokenKind openKind, TokenKind closeKind)
    {
        if (scanner[at] != (byte)openKind)
        {
            return at;
        }

        var open = scanner.Count;
        scanner.Mark(at, 0);
        at = scanner.Pass(at);
        var count = 0;
        do
        {
            at = ReadInputValue(ref scanner, at);
            count++;
        }
        while (scanner[at] != (byte)closeKind);
        scanner.Complete(open, count);
        return scanner.Close(at);
    }

    /// <remarks>EnumValuesDefinition?: { EnumValueDefinition+ }.</remarks>
    public static int ReadEnumValues(ref SourceScanner scanner, int at)
    {
        if (scanner[at] != '{')
        {
            return at;
        }

        var open = scanner.Count;
        scanner.Mark(at, 0);
        at = scanner.Pass(at);
        var count = 0;
        do
        {
            at = ReadEnumValue(ref scanner, at);
            count++;
        }
        while (scanner[at] != '}');
        scanner.Complete(open, count);
        return scanner.Close(at);
    }

    /// <remarks>FieldDefinition: Description? Name ArgumentsDefinition? : Type Directives[Const]?.</remarks>
    private static int ReadField(ref SourceScanner scanner, int at)
    {
        at = DefinitionParser.ReadDescription(ref scanner, at);
        at = scanner.ReadName(at);
        at = ReadInputValues(ref scanner, at, TokenKind.ParenLeft, TokenKind.ParenRight);
        at = scanner.Expect(at, TokenKind.Colon);
        at = TypeReferenceParser.ReadType(ref scanner, at);
        return ExecutableParser.ReadDirectives(ref scanner, at, isConst: true);
    }

    /// <remarks>InputValueDefinition: Description? Name : Type DefaultValue? Directives[Const]?.</remarks>
    private static int ReadInputValue(ref SourceScanner scanner, int at)
    {
        at = DefinitionParser.ReadDescription(ref scanner, at);
        at = scanner.ReadName(at);
        at = scanner.Expect(at, TokenKind.Colon);
        at = TypeReferenceParser.ReadType(ref scanner, at);
        at = ValueParser.ReadDefaultValue(ref scanner, at);
        return ExecutableParser.ReadDirectives(ref scanner, at, isConst: true);
    }

    /// <remarks>
    /// EnumValueDefinition: Description? EnumValue Directives[Const]?; EnumValue: Name but true, false, null.
    /// </remarks>
    private static int ReadEnumValue(ref SourceScanner scanner, int at)
    {
        at = DefinitionParser.ReadDescription(ref scanner, at);
        var word = scanner.Word(at);
        if (word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("null"u8))
        {
            throw scanner.Error(at, "An enum value cannot be named true, false or null.");
        }

        at = scanner.ReadName(at);
        return ExecutableParser.ReadDirectives(ref scanner, at, isConst: true);
    }
}

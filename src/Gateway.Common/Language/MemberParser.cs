namespace Gateway.Common.Language;

/// <summary>Reads what types hold: fields, input values and enum values. Source: GraphQL §3.6 to §3.10.</summary>
internal static class MemberParser
{
    /// <remarks>FieldsDefinition?: { FieldDefinition+ }.</remarks>
    public static FieldDefinitionNode[] ReadFields(ref TokenReader reader)
    {
        if (!reader.Skip(TokenKind.BraceLeft))
        {
            return [];
        }

        var mark = reader.Mark;
        do
        {
            reader.Push(ReadField(ref reader));
        }
        while (!reader.Skip(TokenKind.BraceRight));
        return reader.Pop<FieldDefinitionNode>(mark);
    }

    /// <remarks>
    /// ArgumentsDefinition?: ( InputValueDefinition+ ); InputFieldsDefinition?: { InputValueDefinition+ }.
    /// </remarks>
    public static InputValueDefinitionNode[] ReadInputValues(ref TokenReader reader, TokenKind open, TokenKind close)
    {
        if (!reader.Skip(open))
        {
            return [];
        }

        var mark = reader.Mark;
        do
        {
            reader.Push(ReadInputValue(ref reader));
        }
        while (!reader.Skip(close));
        return reader.Pop<InputValueDefinitionNode>(mark);
    }

    /// <remarks>EnumValuesDefinition?: { EnumValueDefinition+ }.</remarks>
    public static EnumValueDefinitionNode[] ReadEnumValues(ref TokenReader reader)
    {
        if (!reader.Skip(TokenKind.BraceLeft))
        {
            return [];
        }

        var mark = reader.Mark;
        do
        {
            reader.Push(ReadEnumValue(ref reader));
        }
        while (!reader.Skip(TokenKind.BraceRight));
        return reader.Pop<EnumValueDefinitionNode>(mark);
    }

    /// <remarks>FieldDefinition: Description? Name ArgumentsDefinition? : Type Directives[Const]?.</remarks>
    private static FieldDefinitionNode ReadField(ref TokenReader reader)
    {
        var start = reader.Start;
        var description = DefinitionParser.ReadDescription(ref reader);
        var name = reader.ReadName();
        var arguments = ReadInputValues(ref reader, TokenKind.ParenLeft, TokenKind.ParenRight);
        reader.Expect(TokenKind.Colon);
        var type = TypeReferenceParser.ReadType(ref reader);
        var directives = ExecutableParser.ReadDirectives(ref reader, isConst: true);
        return new FieldDefinitionNode(description, name, arguments, type, directives, reader.SpanFrom(start));
    }

    /// <remarks>InputValueDefinition: Description? Name : Type DefaultValue? Directives[Const]?.</remarks>
    private static InputValueDefinitionNode ReadInputValue(ref TokenReader reader)
    {
        var start = reader.Start;
        var description = DefinitionParser.ReadDescription(ref reader);
        var name = reader.ReadName();
        reader.Expect(TokenKind.Colon);
        var type = TypeReferenceParser.ReadType(ref reader);
        var defaultValue = ValueParser.ReadDefaultValue(ref reader);
        var directives = ExecutableParser.ReadDirectives(ref reader, isConst: true);
        return new InputValueDefinitionNode(
            description, name, type, defaultValue, directives, reader.SpanFrom(start));
    }

    /// <remarks>
    /// EnumValueDefinition: Description? EnumValue Directives[Const]?; EnumValue: Name but true, false, null.
    /// </remarks>
    private static EnumValueDefinitionNode ReadEnumValue(ref TokenReader reader)
    {
        var start = reader.Start;
        var description = DefinitionParser.ReadDescription(ref reader);
        if (reader.AtKeyword("true"u8) || reader.AtKeyword("false"u8) || reader.AtKeyword("null"u8))
        {
            throw reader.Error(reader.Start, "An enum value cannot be named true, false or null.");
        }

        var name = reader.ReadName();
        var directives = ExecutableParser.ReadDirectives(ref reader, isConst: true);
        return new EnumValueDefinitionNode(description, name, directives, reader.SpanFrom(start));
    }
}

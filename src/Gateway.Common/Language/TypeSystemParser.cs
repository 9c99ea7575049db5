namespace Gateway.Common.Language;

/// <summary>Reads definitions of the type system. Source: GraphQL §3.</summary>
internal static class TypeSystemParser
{
    /// <remarks>TypeSystemDefinition: SchemaDefinition | TypeDefinition | DirectiveDefinition.</remarks>
    public static DefinitionNode ReadDefinition(ref TokenReader reader, StringValueNode? description, int start)
    {
        var header = new DefinitionHeader(description, IsExtension: false, start);
        if (TryReadType(ref reader, header) is { } type)
        {
            return type;
        }

        if (reader.AtKeyword("schema"u8))
        {
            return ReadSchema(ref reader, header);
        }

        if (reader.AtKeyword("directive"u8))
        {
            return ReadDirectiveDefinition(ref reader, header);
        }

        throw description is null
            ? reader.Unexpected()
            : reader.Error(start, "Unexpected description: no definition follows it.");
    }

    /// <summary>Reads what follows a type's keyword, or nothing when the current name is none.</summary>
    /// <remarks>TypeDefinition and TypeExtension, whose forms are the same after their first words.</remarks>
    public static TypeDefinitionNode? TryReadType(ref TokenReader reader, DefinitionHeader header)
    {
        if (reader.AtKeyword("type"u8) || reader.AtKeyword("interface"u8))
        {
            return ReadComplexType(ref reader, header);
        }

        if (reader.AtKeyword("input"u8))
        {
            return ReadInputObject(ref reader, header);
        }

        if (reader.AtKeyword("enum"u8))
        {
            return ReadEnum(ref reader, header);
        }

        if (reader.AtKeyword("union"u8))
        {
            return ReadUnion(ref reader, header);
        }

        return reader.AtKeyword("scalar"u8) ? ReadScalar(ref reader, header) : null;
    }

    /// <remarks>
    /// SchemaDefinition: Description? schema Directives[Const]? { RootOperationTypeDefinition+ }; an extension may
    /// leave the braces out.
    /// </remarks>
    public static SchemaDefinitionNode ReadSchema(ref TokenReader reader, DefinitionHeader header)
    {
        reader.Advance();
        var directives = ExecutableParser.ReadDirectives(ref reader, isConst: true);
        var mark = reader.Mark;
        if (!header.IsExtension || reader.Kind == TokenKind.BraceLeft)
        {
            reader.Expect(TokenKind.BraceLeft);
            do
            {
                reader.Push(ReadRootOperationType(ref reader));
            }
            while (!reader.Skip(TokenKind.BraceRight));
        }

        var operationTypes = reader.Pop<OperationTypeDefinitionNode>(mark);
        return new SchemaDefinitionNode(
            header.Description, header.IsExtension, directives, operationTypes, reader.SpanFrom(header.Start));
    }

    /// <remarks>RootOperationTypeDefinition: OperationType : NamedType.</remarks>
    private static OperationTypeDefinitionNode ReadRootOperationType(ref TokenReader reader)
    {
        var token = reader.Current;
        if (!ExecutableParser.TryReadOperationType(ref reader, out var operation))
        {
            reader.Expect(TokenKind.Name);
            throw reader.Unexpected(token);
        }

        reader.Expect(TokenKind.Colon);
        var type = TypeReferenceParser.ReadNamedType(ref reader);
        return new OperationTypeDefinitionNode(operation, type, reader.SpanFrom(token.Start));
    }

    /// <remarks>ScalarTypeDefinition: Description? scalar Name Directives[Const]?.</remarks>
    private static ScalarTypeDefinitionNode ReadScalar(ref TokenReader reader, DefinitionHeader header)
    {
        reader.Advance();
        var name = reader.ReadName();
        var directives = ExecutableParser.ReadDirectives(ref reader, isConst: true);
        return new ScalarTypeDefinitionNode(
            header.Description, header.IsExtension, name, directives, reader.SpanFrom(header.Start));
    }

    /// <remarks>
    /// ObjectTypeDefinition: Description? type Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?;
    /// InterfaceTypeDefinition: the same with <c>interface</c>.
    /// </remarks>
    private static TypeDefinitionNode ReadComplexType(ref TokenReader reader, DefinitionHeader header)
    {
        var isObject = reader.AtKeyword("type"u8);
        reader.Advance();
        var name = reader.ReadName();
        var interfaces = reader.SkipKeyword("implements"u8) ? ReadNames(ref reader, TokenKind.Ampersand) : [];
        var directives = ExecutableParser.ReadDirectives(ref reader, isConst: true);
        var fields = MemberParser.ReadFields(ref reader);
        var span = reader.SpanFrom(header.Start);
        return isObject
            ? new ObjectTypeDefinitionNode(
                header.Description, header.IsExtension, name, interfaces, directives, fields, span)
            : new InterfaceTypeDefinitionNode(
                header.Description, header.IsExtension, name, interfaces, directives, fields, span);
    }

    /// <remarks>UnionTypeDefinition: Description? union Name Directives[Const]? UnionMemberTypes?.</remarks>
    private static UnionTypeDefinitionNode ReadUnion(ref TokenReader reader, DefinitionHeader header)
    {
        reader.Advance();
        var name = reader.ReadName();
        var directives = ExecutableParser.ReadDirectives(ref reader, isConst: true);
        var members = reader.Skip(TokenKind.Equal) ? ReadNames(ref reader, TokenKind.Pipe) : [];
        return new UnionTypeDefinitionNode(
            header.Description, header.IsExtension, name, directives, members, reader.SpanFrom(header.Start));
    }

    /// <remarks>EnumTypeDefinition: Description? enum Name Directives[Const]? EnumValuesDefinition?.</remarks>
    private static EnumTypeDefinitionNode ReadEnum(ref TokenReader reader, DefinitionHeader header)
    {
        reader.Advance();
        var name = reader.ReadName();
        var directives = ExecutableParser.ReadDirectives(ref reader, isConst: true);
        var values = MemberParser.ReadEnumValues(ref reader);
        return new EnumTypeDefinitionNode(
            header.Description, header.IsExtension, name, directives, values, reader.SpanFrom(header.Start));
    }

    /// <remarks>InputObjectTypeDefinition: Description? input Name Directives[Const]? InputFieldsDefinition?.</remarks>
    private static InputObjectTypeDefinitionNode ReadInputObject(ref TokenReader reader, DefinitionHeader header)
    {
        reader.Advance();
        var name = reader.ReadName();
        var directives = ExecutableParser.ReadDirectives(ref reader, isConst: true);
        var fields = MemberParser.ReadInputValues(ref reader, TokenKind.BraceLeft, TokenKind.BraceRight);
        return new InputObjectTypeDefinitionNode(
            header.Description, header.IsExtension, name, directives, fields, reader.SpanFrom(header.Start));
    }

    /// <remarks>
    /// DirectiveDefinition: Description? directive @ Name ArgumentsDefinition? repeatable? on DirectiveLocations.
    /// </remarks>
    private static DirectiveDefinitionNode ReadDirectiveDefinition(ref TokenReader reader, DefinitionHeader header)
    {
        reader.Advance();
        reader.Expect(TokenKind.At);
        var name = reader.ReadName();
        var arguments = MemberParser.ReadInputValues(ref reader, TokenKind.ParenLeft, TokenKind.ParenRight);
        var isRepeatable = reader.SkipKeyword("repeatable"u8);
        reader.ExpectKeyword("on"u8);
        var locations = ReadLocations(ref reader);
        return new DirectiveDefinitionNode(
            header.Description, name, arguments, isRepeatable, locations, reader.SpanFrom(header.Start));
    }

    /// <remarks>DirectiveLocations: |? DirectiveLocation, then | DirectiveLocation each.</remarks>
    private static Name[] ReadLocations(ref TokenReader reader)
    {
        var locations = new List<Name>();
        reader.Skip(TokenKind.Pipe);
        do
        {
            var token = reader.Current;
            var location = reader.ReadName();
            if (!DirectiveLocations.IsLocation(location.Utf8))
            {
                throw reader.Unexpected(token);
            }

            locations.Add(location);
        }
        while (reader.Skip(TokenKind.Pipe));
        return [.. locations];
    }

    /// <remarks>
    /// ImplementsInterfaces and UnionMemberTypes: a leading delimiter, then names between delimiters.
    /// </remarks>
    private static NamedTypeNode[] ReadNames(ref TokenReader reader, TokenKind delimiter)
    {
        var mark = reader.Mark;
        reader.Skip(delimiter);
        do
        {
            reader.Push(TypeReferenceParser.ReadNamedType(ref reader));
        }
        while (reader.Skip(delimiter));
        return reader.Pop<NamedTypeNode>(mark);
    }
}

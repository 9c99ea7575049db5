namespace Gateway.Common.Language;

/// <summary>Reads definitions and extensions of the type system onto the tape. Source: GraphQL §3.</summary>
/// <remarks>The forms of a definition and its extension are the same after their first words.</remarks>
internal static class TypeSystemParser
{
    /// <summary>Reads what the word at <paramref name="at"/> starts, or nothing when it starts no definition.</summary>
    /// <remarks>TypeSystemDefinition: SchemaDefinition | TypeDefinition | DirectiveDefinition.</remarks>
    /// <param name="scanner">The source.</param>
    /// <param name="at">Offset of the word; moved behind the definition.</param>
    /// <param name="header">What stood before the word.</param>
    public static bool TryRead(ref SourceScanner scanner, ref int at, DefinitionHeader header)
    {
        var word = scanner.Word(at);
        if (word.SequenceEqual("schema"u8))
        {
            at = ReadSchema(ref scanner, at, header);
            return true;
        }

        if (word.SequenceEqual("directive"u8))
        {
            at = ReadDirectiveDefinition(ref scanner, at, header);
            return true;
        }

        if (KindOf(word) is not { } kind)
        {
            return false;
        }

        at = ReadType(ref scanner, scanner.Pass(at, at + word.Length), kind, header);
        return true;
    }

    private static SyntaxKind? KindOf(ReadOnlySpan<byte> word) => word switch
    {
        _ when word.SequenceEqual("type"u8) => SyntaxKind.ObjectTypeDefinition,
        _ when word.SequenceEqual("input"u8) => SyntaxKind.InputObjectTypeDefinition,
        _ when word.SequenceEqual("enum"u8) => SyntaxKind.EnumTypeDefinition,
        _ when word.SequenceEqual("interface"u8) => SyntaxKind.InterfaceTypeDefinition,
        _ when word.SequenceEqual("union"u8) => SyntaxKind.UnionTypeDefinition,
        _ when word.SequenceEqual("scalar"u8) => SyntaxKind.ScalarTypeDefinition,
        _ => null,
    };

    /// <remarks>
    /// ScalarTypeDefinition: Description? scalar Name Directives[Const]?; the other types go on with interfaces,
    /// before the directives, or members, after them.
    /// </remarks>
    private static int ReadType(ref SourceScanner scanner, int at, SyntaxKind kind, DefinitionHeader header)
    {
        at = scanner.ReadName(at);
        var parts = header.Parts;
        var isComplex = kind is SyntaxKind.ObjectTypeDefinition or SyntaxKind.InterfaceTypeDefinition;
        var implements = isComplex ? scanner.Word(at) : [];
        if (implements.SequenceEqual("implements"u8))
        {
            parts |= DefinitionParts.Interfaces;
            at = ReadNames(ref scanner, scanner.Pass(at, at + implements.Length), '&');
        }

        scanner.Complete(header.Mark, new DefinitionShape(kind, parts).Pack());
        var directives = at;
        at = ExecutableParser.ReadDirectives(ref scanner, at, isConst: true);
        var members = at;
        at = ReadMembers(ref scanner, at, kind);
        var extends = members != directives || at != members || (parts & DefinitionParts.Interfaces) != 0;
        return extends || (parts & DefinitionParts.Extension) == 0 ? at : throw scanner.Unexpected(at);
    }

    /// <remarks>FieldsDefinition?, EnumValuesDefinition?, InputFieldsDefinition? or UnionMemberTypes?.</remarks>
    private static int ReadMembers(ref SourceScanner scanner, int at, SyntaxKind kind) => kind switch
    {
        SyntaxKind.ObjectTypeDefinition or SyntaxKind.InterfaceTypeDefinition =>
            MemberParser.ReadFields(ref scanner, at),
        SyntaxKind.EnumTypeDefinition => MemberParser.ReadEnumValues(ref scanner, at),
        SyntaxKind.InputObjectTypeDefinition =>
            MemberParser.ReadInputValues(ref scanner, at, TokenKind.BraceLeft, TokenKind.BraceRight),
        SyntaxKind.UnionTypeDefinition when scanner[at] == '=' => ReadUnionMembers(ref scanner, at),
        _ => at,
    };

    /// <remarks>UnionMemberTypes: = |? NamedType, then | NamedType each.</remarks>
    private static int ReadUnionMembers(ref SourceScanner scanner, int at) =>
        ReadNames(ref scanner, scanner.Pass(at), '|', equal: at);

    /// <remarks>
    /// SchemaDefinition: Description? schema Directives[Const]? { RootOperationTypeDefinition+ }; an extension may
    /// leave the directives or the braces out.
    /// </remarks>
    private static int ReadSchema(ref SourceScanner scanner, int at, DefinitionHeader header)
    {
        scanner.Complete(header.Mark, new DefinitionShape(SyntaxKind.SchemaDefinition, header.Parts).Pack());
        at = scanner.Pass(at, at + "schema"u8.Length);
        var hasDirectives = scanner[at] == '@';
        at = ExecutableParser.ReadDirectives(ref scanner, at, isConst: true);
        var isExtension = (header.Parts & DefinitionParts.Extension) != 0;
        if (isExtension && scanner[at] != '{')
        {
            return hasDirectives ? at : throw scanner.Unexpected(at);
        }

        var open = scanner.Count;
        scanner.Mark(at, 0);
        at = scanner.Expect(at, TokenKind.BraceLeft);
        var count = 0;
        do
        {
            at = ReadRootOperationType(ref scanner, at);
            count++;
        }
        while (scanner[at] != '}');
        scanner.Complete(open, count);
        return scanner.Close(at);
    }

    /// <remarks>RootOperationTypeDefinition: OperationType : NamedType.</remarks>
    private static int ReadRootOperationType(ref SourceScanner scanner, int at)
    {
        var word = scanner.Word(at);
        if (!ExecutableParser.IsOperationType(word, out var operation))
        {
            throw word.IsEmpty ? scanner.Expected(at, "Name") : scanner.UnexpectedWord(at, word.Length);
        }

        scanner.Mark(at, (int)operation);
        at = scanner.Pass(at, at + word.Length);
        at = scanner.Expect(at, TokenKind.Colon);
        return scanner.ReadName(at);
    }

    /// <remarks>
    /// DirectiveDefinition: Description? directive @ Name ArgumentsDefinition? repeatable? on DirectiveLocations.
    /// </remarks>
    private static int ReadDirectiveDefinition(ref SourceScanner scanner, int at, DefinitionHeader header)
    {
        at = scanner.Pass(at, at + "directive"u8.Length);
        at = scanner.Expect(at, TokenKind.At);
        at = scanner.ReadName(at);
        at = MemberParser.ReadInputValues(ref scanner, at, TokenKind.ParenLeft, TokenKind.ParenRight);
        var parts = header.Parts;
        var word = scanner.Word(at);
        if (word.SequenceEqual("repeatable"u8))
        {
            parts |= DefinitionParts.Repeatable;
            at = scanner.Pass(at, at + word.Length);
        }

        scanner.Complete(header.Mark, new DefinitionShape(SyntaxKind.DirectiveDefinition, parts).Pack());
        at = scanner.ExpectWord(at, "on"u8);
        return ReadLocations(ref scanner, at);
    }

    /// <remarks>DirectiveLocations: |? DirectiveLocation, then | DirectiveLocation each.</remarks>
    private static int ReadLocations(ref SourceScanner scanner, int at)
    {
        var first = scanner.Count;
        scanner.Mark(at, 0);
        at = scanner[at] == '|' ? scanner.Pass(at) : at;
        for (var count = 1; ; count++)
        {
            var word = scanner.Word(at);
            if (!word.IsEmpty && !DirectiveLocations.IsLocation(word))
            {
                throw scanner.UnexpectedWord(at, word.Length);
            }

            at = scanner.ReadName(at);
            if (scanner[at] != '|')
            {
                scanner.Complete(first, count);
                return at;
            }

            at = scanner.Pass(at);
        }
    }

    /// <summary>Reads names between delimiters, the first of which may have one before it.</summary>
    /// <remarks>ImplementsInterfaces and UnionMemberTypes, after their first token.</remarks>
    /// <param name="scanner">The source.</param>
    /// <param name="at">Offset of the first name or its delimiter.</param>
    /// <param name="delimiter">What stands between.</param>
    /// <param name="equal">Where the list's mark is to stand, if not at its first token.</param>
    private static int ReadNames(ref SourceScanner scanner, int at, char delimiter, int equal = -1)
    {
        var first = scanner.Count;
        scanner.Mark(equal < 0 ? at : equal, 0);
        at = scanner[at] == delimiter ? scanner.Pass(at) : at;
        for (var count = 1; ; count++)
        {
            at = scanner.ReadName(at);
            if (scanner[at] != delimiter)
            {
                scanner.Complete(first, count);
                return at;
            }

            at = scanner.Pass(at);
        }
    }
}

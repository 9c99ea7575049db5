namespace Gateway.Common.Language;

/// <summary>Reads types as fields, arguments and variables refer to them. Source: GraphQL §2.12.</summary>
internal static class TypeReferenceParser
{
    /// <remarks>Type: NamedType | ListType | NonNullType; ListType: [ Type ].</remarks>
    public static TypeNode ReadType(ref TokenReader reader)
    {
        var start = reader.Start;
        TypeNode type;
        if (reader.Kind == TokenKind.BracketLeft)
        {
            reader.Enter();
            reader.Advance();
            var elementType = ReadType(ref reader);
            reader.Expect(TokenKind.BracketRight);
            reader.Leave();
            type = new ListTypeNode(elementType, reader.SpanFrom(start));
        }
        else
        {
            type = ReadNamedType(ref reader);
        }

        return reader.Skip(TokenKind.Bang) ? new NonNullTypeNode(type, reader.SpanFrom(start)) : type;
    }

    /// <remarks>NamedType: Name.</remarks>
    public static NamedTypeNode ReadNamedType(ref TokenReader reader)
    {
        var name = reader.ReadName();
        return new NamedTypeNode(name, name.Span);
    }
}

using System.Text;

namespace Gateway.Common.Language;

/// <summary>Reads values. Source: GraphQL §2.10 Input Values.</summary>
internal static class ValueParser
{
    /// <remarks>
    /// Value[Const]: [not Const] Variable | IntValue | FloatValue | StringValue | BooleanValue | NullValue |
    /// EnumValue | ListValue[?Const] | ObjectValue[?Const].
    /// </remarks>
    public static ValueNode ReadValue(ref TokenReader reader, bool isConst)
    {
        var token = reader.Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                return ReadWord(ref reader);
            case TokenKind.String or TokenKind.BlockString:
                return ReadString(ref reader);
            case TokenKind.Int:
                reader.Advance();
                return new IntValueNode(Memory(ref reader, token), token.Span);
            case TokenKind.Float:
                reader.Advance();
                return new FloatValueNode(Memory(ref reader, token), token.Span);
            case TokenKind.Dollar:
                return isConst ? throw VariableInConstant(ref reader) : ReadVariable(ref reader);
            case TokenKind.BracketLeft:
                return ReadList(ref reader, isConst);
            case TokenKind.BraceLeft:
                return ReadObject(ref reader, isConst);
            default:
                throw reader.Unexpected();
        }
    }

    /// <remarks>StringValue.</remarks>
    public static StringValueNode ReadString(ref TokenReader reader)
    {
        var token = reader.Current;
        reader.Advance();
        return new StringValueNode(
            StringLexer.Value(reader.Source, token), token.Kind == TokenKind.BlockString, token.Span);
    }

    /// <remarks>Variable: $ Name.</remarks>
    public static VariableNode ReadVariable(ref TokenReader reader)
    {
        var start = reader.Start;
        reader.Expect(TokenKind.Dollar);
        return new VariableNode(reader.ReadName(), reader.SpanFrom(start));
    }

    /// <remarks>DefaultValue?: = Value[Const].</remarks>
    public static ValueNode? ReadDefaultValue(ref TokenReader reader) =>
        reader.Skip(TokenKind.Equal) ? ReadValue(ref reader, isConst: true) : null;

    private static ReadOnlyMemory<byte> Memory(ref TokenReader reader, Token token) =>
        reader.Source.AsMemory(token.Start, token.End - token.Start);

    /// <remarks>BooleanValue: true | false; NullValue: null; EnumValue: any other Name.</remarks>
    private static ValueNode ReadWord(ref TokenReader reader)
    {
        var token = reader.Current;
        var name = reader.ReadName();
        if (name.Is("true"u8))
        {
            return new BooleanValueNode(true, token.Span);
        }

        if (name.Is("false"u8))
        {
            return new BooleanValueNode(false, token.Span);
        }

        return name.Is("null"u8) ? new NullValueNode(token.Span) : new EnumValueNode(name, token.Span);
    }

    /// <remarks>ListValue[Const]: [ ] | [ Value[?Const]+ ].</remarks>
    private static ListValueNode ReadList(ref TokenReader reader, bool isConst)
    {
        var start = reader.Start;
        reader.Enter();
        reader.Advance();
        var mark = reader.Mark;
        while (!reader.Skip(TokenKind.BracketRight))
        {
            reader.Push(ReadValue(ref reader, isConst));
        }

        reader.Leave();
        return new ListValueNode(reader.Pop<ValueNode>(mark), reader.SpanFrom(start));
    }

    /// <remarks>ObjectValue[Const]: { } | { ObjectField[?Const]+ }; ObjectField: Name : Value.</remarks>
    private static ObjectValueNode ReadObject(ref TokenReader reader, bool isConst)
    {
        var start = reader.Start;
        reader.Enter();
        reader.Advance();
        var mark = reader.Mark;
        while (!reader.Skip(TokenKind.BraceRight))
        {
            var fieldStart = reader.Start;
            var name = reader.ReadName();
            reader.Expect(TokenKind.Colon);
            var value = ReadValue(ref reader, isConst);
            reader.Push(new ObjectFieldNode(name, value, reader.SpanFrom(fieldStart)));
        }

        reader.Leave();
        return new ObjectValueNode(reader.Pop<ObjectFieldNode>(mark), reader.SpanFrom(start));
    }

    private static SyntaxException VariableInConstant(ref TokenReader reader)
    {
        var dollar = reader.Current;
        reader.Advance();
        if (reader.Kind != TokenKind.Name)
        {
            return reader.Unexpected(dollar);
        }

        var name = Encoding.ASCII.GetString(reader.Current.Text(reader.Source));
        return reader.Error(dollar.Start, $"Unexpected variable \"${name}\" in a constant value.");
    }
}

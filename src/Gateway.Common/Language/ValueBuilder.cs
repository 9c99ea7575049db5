namespace Gateway.Common.Language;

/// <summary>Makes values and type references of the tape.</summary>
internal static class ValueBuilder
{
    public static ValueNode Value(ref TapeReader tape)
    {
        switch (tape.Kind)
        {
            case (byte)'"':
                return String(ref tape);
            case (byte)'$':
                return Variable(ref tape);
            case (byte)'[':
                return List(ref tape);
            case (byte)'{':
                return Object(ref tape);
            case (byte)'-' or >= (byte)'0' and <= (byte)'9':
                return Number(ref tape);
            default:
                return Word(ref tape);
        }
    }

    public static StringValueNode? Description(ref TapeReader tape) => tape.Kind == '"' ? String(ref tape) : null;

    public static VariableNode Variable(ref TapeReader tape)
    {
        var mark = tape.TakeEnding();
        var start = mark.Start + 1;
        if (!ByteClass.IsNameStart(tape.Source[start]))
        {
            // Blanks or comments stand between the dollar and the name.
            start = new Lexer(tape.Source, mark.End, start).Next().Start;
        }

        return new VariableNode(new Name(tape.Source, start, mark.End - start), tape.SpanFrom(mark.Start));
    }

    public static ValueNode? DefaultValue(ref TapeReader tape)
    {
        if (tape.Kind != '=')
        {
            return null;
        }

        tape.Take();
        return Value(ref tape);
    }

    public static TypeNode Type(ref TapeReader tape)
    {
        var start = tape.Start;
        TypeNode type;
        if (tape.Kind == '[')
        {
            tape.Take();
            var elementType = Type(ref tape);
            tape.TakeEnding();
            type = new ListTypeNode(elementType, tape.SpanFrom(start));
        }
        else
        {
            type = NamedType(ref tape);
        }

        if (tape.Kind != '!')
        {
            return type;
        }

        tape.TakeEnding();
        return new NonNullTypeNode(type, tape.SpanFrom(start));
    }

    public static NamedTypeNode NamedType(ref TapeReader tape)
    {
        var name = tape.TakeName();
        return new NamedTypeNode(name, name.Span);
    }

    /// <summary>The names of a list whose count stands before them.</summary>
    public static NamedTypeNode[] NamedTypes(ref TapeReader tape)
    {
        var types = new NamedTypeNode[tape.Take().Extent];
        for (var index = 0; index < types.Length; index++)
        {
            types[index] = NamedType(ref tape);
        }

        return types;
    }

    private static StringValueNode String(ref TapeReader tape)
    {
        var mark = tape.TakeEnding();
        var source = tape.Source;
        var isBlock = mark.End - mark.Start >= 6 && source[mark.Start + 1] == '"' && source[mark.Start + 2] == '"';
        var token = new Token(
            isBlock ? TokenKind.BlockString : TokenKind.String, mark.Start, mark.End, !mark.IsFlagged);
        return new StringValueNode(StringLexer.Value(source, token), isBlock, token.Span);
    }

    private static ValueNode Number(ref TapeReader tape)
    {
        var mark = tape.TakeEnding();
        var utf8 = tape.Source.AsMemory(mark.Start, mark.End - mark.Start);
        var span = tape.SpanFrom(mark.Start);
        return mark.IsFlagged ? new FloatValueNode(utf8, span) : new IntValueNode(utf8, span);
    }

    private static ValueNode Word(ref TapeReader tape)
    {
        var name = tape.TakeName();
        if (name.Is("true"u8) || name.Is("false"u8))
        {
            return new BooleanValueNode(name.Is("true"u8), name.Span);
        }

        return name.Is("null"u8) ? new NullValueNode(name.Span) : new EnumValueNode(name, name.Span);
    }

    private static ListValueNode List(ref TapeReader tape)
    {
        var open = tape.Take();
        var values = open.Extent == 0 ? [] : new ValueNode[open.Extent];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Value(ref tape);
        }

        tape.TakeEnding();
        return new ListValueNode(values, tape.SpanFrom(open.Start));
    }

    private static ObjectValueNode Object(ref TapeReader tape)
    {
        var open = tape.Take();
        var fields = open.Extent == 0 ? [] : new ObjectFieldNode[open.Extent];
        for (var index = 0; index < fields.Length; index++)
        {
            var start = tape.Start;
            var name = tape.TakeName();
            var value = Value(ref tape);
            fields[index] = new ObjectFieldNode(name, value, tape.SpanFrom(start));
        }

        tape.TakeEnding();
        return new ObjectValueNode(fields, tape.SpanFrom(open.Start));
    }
}

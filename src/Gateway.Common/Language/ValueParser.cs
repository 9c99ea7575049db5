using System.Text;

namespace Gateway.Common.Language;

/// <summary>Reads values onto the tape. Source: GraphQL §2.10 Input Values.</summary>
internal static class ValueParser
{
    /// <remarks>
    /// Value[Const]: [not Const] Variable | IntValue | FloatValue | StringValue | BooleanValue | NullValue |
    /// EnumValue | ListValue[?Const] | ObjectValue[?Const].
    /// </remarks>
    public static int ReadValue(ref SourceScanner scanner, int at, bool isConst)
    {
        var first = scanner[at];
        return first switch
        {
            (byte)'"' => scanner.ReadString(at),
            (byte)'$' => isConst ? throw VariableInConstant(ref scanner, at) : ReadVariable(ref scanner, at),
            (byte)'[' => ReadList(ref scanner, at, isConst),
            (byte)'{' => ReadObject(ref scanner, at, isConst),
            (byte)'-' or >= (byte)'0' and <= (byte)'9' => scanner.ReadNumber(at),
            _ => ByteClass.IsNameStart(first) ? scanner.ReadName(at) : throw scanner.Unexpected(at),
        };
    }

    /// <remarks>Variable: $ Name. One mark from the dollar to the name's end.</remarks>
    public static int ReadVariable(ref SourceScanner scanner, int at)
    {
        var mark = scanner.Count;
        var name = scanner.Expect(at, TokenKind.Dollar);
        var next = scanner.ReadName(name);
        scanner.Widen(mark, at);
        return next;
    }

    /// <remarks>DefaultValue?: = Value[Const].</remarks>
    public static int ReadDefaultValue(ref SourceScanner scanner, int at)
    {
        if (scanner[at] != '=')
        {
            return at;
        }

        scanner.Mark(at, 0);
        return ReadValue(ref scanner, scanner.Pass(at), isConst: true);
    }

    /// <remarks>ListValue[Const]: [ ] | [ Value[?Const]+ ].</remarks>
    private static int ReadList(ref SourceScanner scanner, int at, bool isConst)
    {
        scanner.Enter(at);
        var open = scanner.Count;
        scanner.Mark(at, 0);
        at = scanner.Pass(at);
        var count = 0;
        while (scanner[at] != ']')
        {
            at = ReadValue(ref scanner, at, isConst);
            count++;
        }

        scanner.Complete(open, count);
        scanner.Leave();
        return scanner.Close(at);
    }

    /// <remarks>ObjectValue[Const]: { } | { ObjectField[?Const]+ }; ObjectField: Name : Value.</remarks>
    private static int ReadObject(ref SourceScanner scanner, int at, bool isConst)
    {
        scanner.Enter(at);
        var open = scanner.Count;
        scanner.Mark(at, 0);
        at = scanner.Pass(at);
        var count = 0;
        while (scanner[at] != '}')
        {
            at = scanner.ReadName(at);
            at = scanner.Expect(at, TokenKind.Colon);
            at = ReadValue(ref scanner, at, isConst);
            count++;
        }

        scanner.Complete(open, count);
        scanner.Leave();
        return scanner.Close(at);
    }

    private static SyntaxException VariableInConstant(ref SourceScanner scanner, int at)
    {
        var name = scanner.Word(scanner.Pass(at));
        return name.IsEmpty
            ? scanner.Unexpected(at)
            : scanner.Error(at, $"Unexpected variable \"${Encoding.ASCII.GetString(name)}\" in a constant value.");
    }
}

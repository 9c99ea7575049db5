using System.Buffers;

namespace Gateway.Common.Language;

/// <summary>Writes values. Source: GraphQL §2.10 Input Values.</summary>
internal static class ValuePrinter
{
    /// <summary>Control characters, quote, backslash, and the lead byte of U+0080 to U+00BF.</summary>
    private static readonly SearchValues<byte> Stops = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(value => (byte)value), (byte)'"', (byte)'\\', 0x7F, 0xC2]);

    public static void Write(SyntaxWriter writer, ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable:
                writer.Write((byte)'$');
                writer.Write(variable.Name);
                break;
            case IntValueNode number:
                writer.Write(number.Utf8);
                break;
            case FloatValueNode number:
                writer.Write(number.Utf8);
                break;
            case StringValueNode { IsBlock: true } text when BlockStringPrinter.CanHold(text.Utf8):
                BlockStringPrinter.Write(writer, text.Utf8, isMinified: false);
                break;
            case StringValueNode text:
                WriteString(writer, text.Utf8);
                break;
            case BooleanValueNode boolean:
                writer.Write(boolean.Value ? "true"u8 : "false"u8);
                break;
            case NullValueNode:
                writer.Write("null"u8);
                break;
            case EnumValueNode name:
                writer.Write(name.Name);
                break;
            case ListValueNode list:
                writer.Write((byte)'[');
                NodePrinter.WriteJoined(writer, list.Values, ", "u8);
                writer.Write((byte)']');
                break;
            case ObjectValueNode fields:
                writer.Write((byte)'{');
                NodePrinter.WriteJoined(writer, fields.Fields, ", "u8);
                writer.Write((byte)'}');
                break;
        }
    }

    public static void WriteField(SyntaxWriter writer, ObjectFieldNode field)
    {
        writer.Write(field.Name);
        writer.Write(": "u8);
        NodePrinter.Write(writer, field.Value);
    }

    private static void WriteString(SyntaxWriter writer, ReadOnlySpan<byte> value)
    {
        writer.Write((byte)'"');
        while (value.IndexOfAny(Stops) is var stop and >= 0)
        {
            writer.Write(value[..stop]);
            value = value[stop..];
            if (value[0] != 0xC2)
            {
                WriteEscape(writer, value[0]);
                value = value[1..];
            }
            else if (value.Length > 1 && value[1] < 0xA0)
            {
                WriteEscape(writer, value[1]);
                value = value[2..];
            }
            else
            {
                writer.Write(value[0]);
                value = value[1..];
            }
        }

        writer.Write(value);
        writer.Write((byte)'"');
    }

    private static void WriteEscape(SyntaxWriter writer, byte character)
    {
        var letter = character switch
        {
            (byte)'"' or (byte)'\\' => character,
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            _ => (byte)0,
        };
        if (letter != 0)
        {
            writer.Write([(byte)'\\', letter]);
            return;
        }

        writer.Write("\\u00"u8);
        writer.Write("0123456789ABCDEF"u8.Slice(character >> 4, 1));
        writer.Write("0123456789ABCDEF"u8.Slice(character & 0xF, 1));
    }
}

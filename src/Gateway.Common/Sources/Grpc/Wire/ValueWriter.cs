using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Writes one JSON value as a scalar, an enum or a well-known message, without its tag.</summary>
/// <remarks>
/// Numbers may be given as strings, base64 also in its URL form. Source: Protocol Buffers, ProtoJSON format.
/// </remarks>
internal readonly struct ValueWriter(ProtoWriter output)
{
    private const int TextOnStackMax = 256;

    private readonly ProtoWriter _output = output;

    public void Write(InputFieldPlan field, ref JsonCursor json)
    {
        switch (field.Kind)
        {
            case ProtoKind.String:
                WriteText(Text(field, ref json));
                break;
            case ProtoKind.Bytes:
                WriteBase64(field, Text(field, ref json));
                break;
            case ProtoKind.Enum:
                var number = field.Enum?.NumberOf(Text(field, ref json)[1..^1]);
                _output.Varint(unchecked((ulong)(number ?? throw field.Refused("has no number of its own"))));
                break;
            case >= ProtoKind.DoubleValue:
                WriteWrapper(field, ref json);
                break;
            case >= ProtoKind.Empty:
                new WellKnownWriter(_output).Write(field, ref json);
                break;
            default:
                WriteNumber(field, field.Kind, ref json);
                break;
        }
    }

    /// <summary>Length and UTF-8 of a JSON string.</summary>
    /// <param name="quoted">With its quotes.</param>
    public void WriteText(ReadOnlySpan<byte> quoted)
    {
        var text = quoted[1..^1];
        if (text.IndexOf((byte)'\\') < 0)
        {
            _output.Varint((ulong)text.Length);
            _output.Bytes(text);
            return;
        }

        var start = _output.BeginLength();
        _output.Advance(Unescape(quoted, _output.Reserve(text.Length)));
        _output.EndLength(start);
    }

    /// <summary>A string with its quotes.</summary>
    public static ReadOnlySpan<byte> Text(InputFieldPlan field, ref JsonCursor json)
    {
        if (json.Peek() == (byte)'"')
        {
            return json.TakeString();
        }

        throw field.Refused("must be a string");
    }

    private static int Unescape(ReadOnlySpan<byte> quoted, Span<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            return reader.CopyString(text);
        }
        catch (Exception error) when (error is InvalidOperationException or JsonException)
        {
            throw new SourceException(
                SourceErrorCodes.InvalidArgument, "A text holds half a character.", error.Message);
        }
    }

    private void WriteWrapper(InputFieldPlan field, ref JsonCursor json)
    {
        var inner = ProtoKinds.Wrapped(field.Kind);
        var start = _output.BeginLength();
        _output.Tag(1, ProtoKinds.WireTypeOf(inner));
        switch (inner)
        {
            case ProtoKind.String:
                WriteText(Text(field, ref json));
                break;
            case ProtoKind.Bytes:
                WriteBase64(field, Text(field, ref json));
                break;
            default:
                WriteNumber(field, inner, ref json);
                break;
        }

        _output.EndLength(start);
    }

    public void WriteBase64(InputFieldPlan field, ReadOnlySpan<byte> quoted)
    {
        var start = _output.BeginLength();
        var buffer = _output.Reserve(quoted.Length + 2);
        var length = quoted.IndexOf((byte)'\\') < 0 ? Copy(quoted[1..^1], buffer) : Unescape(quoted, buffer);
        for (var index = 0; index < length; index++)
        {
            buffer[index] = buffer[index] switch { (byte)'-' => (byte)'+', (byte)'_' => (byte)'/', var other => other };
        }

        while (length % 4 != 0 && length < buffer.Length)
        {
            buffer[length++] = (byte)'=';
        }

        if (Base64.DecodeFromUtf8InPlace(buffer[..length], out var written) != OperationStatus.Done)
        {
            throw field.Refused("must be base64");
        }

        _output.Advance(written);
        _output.EndLength(start);
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }

    private void WriteNumber(InputFieldPlan field, ProtoKind kind, ref JsonCursor json)
    {
        if (kind == ProtoKind.Bool)
        {
            _output.Varint(json.TakeValue().SequenceEqual("true"u8) ? 1UL : 0UL);
            return;
        }

        var value = json.Peek() == (byte)'"' ? json.TakeString()[1..^1] : json.TakeValue();
        if (value.Length > TextOnStackMax || !TryWriteNumber(kind, value))
        {
            throw field.Refused($"is no {ProtoKinds.NameOf(kind)}");
        }
    }

    private bool TryWriteNumber(ProtoKind kind, ReadOnlySpan<byte> text)
    {
        switch (kind)
        {
            case ProtoKind.Double or ProtoKind.Float:
                var isSingle = kind == ProtoKind.Float;
                if (!TryReal(text, out var real) || (isSingle && double.IsFinite(real) && !float.IsFinite((float)real)))
                {
                    return false;
                }

                WriteReal(kind, real);
                return true;
            case ProtoKind.UInt64 or ProtoKind.Fixed64 or ProtoKind.UInt32 or ProtoKind.Fixed32:
                var unsignedMax = kind is ProtoKind.UInt32 or ProtoKind.Fixed32 ? uint.MaxValue : ulong.MaxValue;
                if (!TryUnsigned(text, out var unsigned) || unsigned > unsignedMax)
                {
                    return false;
                }

                _output.Bits(ProtoKinds.WireTypeOf(kind), unsigned);
                return true;
            default:
                var isLong = kind is ProtoKind.Int64 or ProtoKind.SInt64 or ProtoKind.SFixed64;
                if (!TrySigned(text, out var signed) || (!isLong && signed != (int)signed))
                {
                    return false;
                }

                _output.Bits(
                    ProtoKinds.WireTypeOf(kind),
                    kind is ProtoKind.SInt32 or ProtoKind.SInt64 ? ZigZag.Fold(signed) : (ulong)signed);
                return true;
        }
    }

    private void WriteReal(ProtoKind kind, double real)
    {
        if (kind == ProtoKind.Double)
        {
            _output.Fixed64(BitConverter.DoubleToUInt64Bits(real));
        }
        else
        {
            _output.Fixed32(BitConverter.SingleToUInt32Bits((float)real));
        }
    }

    private static bool TryReal(ReadOnlySpan<byte> text, out double value)
    {
        if (Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length)
        {
            return true;
        }

        value = ProtoKinds.NotANumber;
        return text.SequenceEqual("NaN"u8);
    }

    private static bool TrySigned(ReadOnlySpan<byte> text, out long value) =>
        (Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length)
        || TryWhole(text, out value);

    private static bool TryUnsigned(ReadOnlySpan<byte> text, out ulong value)
    {
        if (Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length)
        {
            return true;
        }

        var isWhole = TryWhole(text, out var whole) && whole >= 0;
        value = isWhole ? (ulong)whole : 0;
        return isWhole;
    }

    /// <summary>1e3 and 2.0 are whole numbers in JSON.</summary>
    private static bool TryWhole(ReadOnlySpan<byte> text, out long value)
    {
        var isWhole = Utf8Parser.TryParse(text, out decimal number, out var consumed, 'E')
            && consumed == text.Length
            && decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue;
        value = isWhole ? (long)number : 0;
        return isWhole;
    }
}

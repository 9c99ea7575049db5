using System.Buffers.Text;
using System.Globalization;
using System.Text.Unicode;
using Gateway.Common.Primitives;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Reads one scalar or enum and writes its JSON into the store.</summary>
/// <remarks>
/// A value that JSON or GraphQL has no word for (NaN, text that is not UTF-8, a time out of range) becomes an error at
/// its place. Source: Protocol Buffers, ProtoJSON format.
/// </remarks>
internal static class ValueReader
{
    /// <summary>Longest number: a double with its sign and exponent, or 64 bits in quotes.</summary>
    private const int NumberBytesMax = 40;

    private const int PlainExtraBytes = 10;

    /// <returns>A missing cell for an enum's number that is no value.</returns>
    public static Cell Read(ResultStore store, ValuePlan plan, ref ProtoReader reader)
    {
        switch (plan.WireType)
        {
            case WireType.Varint:
                return Number(store, plan, reader.ReadVarint());
            case WireType.Fixed32:
                return Number(store, plan, reader.ReadFixed32());
            case WireType.Fixed64:
                return Number(store, plan, reader.ReadFixed64());
            default:
                return Bytes(store, plan, reader.ReadBytes());
        }
    }

    /// <summary>What an absent value without presence means.</summary>
    public static Cell Default(ResultStore store, ValuePlan plan) =>
        plan.Default is { } own ? store.Append(own)
        : plan.Enum is { } @enum ? store.Append(@enum.Default)
        : plan.WireType == WireType.Bytes ? Bytes(store, plan, [])
        : Number(store, plan, 0) is { Kind: not CellKind.Missing } zero ? zero : Cell.Null;

    /// <summary>A value with a length: text, bytes, or a message that is a scalar here.</summary>
    public static Cell Bytes(ResultStore store, ValuePlan plan, ReadOnlySpan<byte> bytes) => plan.Kind switch
    {
        ProtoKind.String => Text(store, plan, bytes),
        ProtoKind.Bytes => Base64Text(store, bytes),
        ProtoKind.Empty => store.Append("true"u8),
        >= ProtoKind.DoubleValue => Wrapped(store, plan, bytes),
        _ => WellKnownReader.Read(store, plan, bytes),
    };

    private static Cell Number(ResultStore store, ValuePlan plan, ulong bits) => plan.Kind switch
    {
        ProtoKind.Enum => plan.Enum?.NameOf((int)bits) is { } name ? store.Append(name) : default,
        ProtoKind.Bool => store.Append(bits != 0 ? "true"u8 : "false"u8),
        ProtoKind.Double => Real(store, plan, BitConverter.UInt64BitsToDouble(bits)),
        ProtoKind.Float => Single(store, plan, BitConverter.UInt32BitsToSingle((uint)bits)),
        ProtoKind.UInt64 or ProtoKind.Fixed64 => Integer(store, bits, isQuoted: true),
        ProtoKind.Int64 or ProtoKind.SFixed64 => Integer(store, (long)bits, isQuoted: true),
        ProtoKind.SInt64 => Integer(store, ZigZag.Unfold(bits), isQuoted: true),
        ProtoKind.UInt32 or ProtoKind.Fixed32 => Integer(store, (uint)bits, plan.IsQuoted),
        ProtoKind.SInt32 => Integer(store, (int)ZigZag.Unfold((uint)bits), plan.IsQuoted),
        _ => Integer(store, (int)bits, plan.IsQuoted),
    };

    private static Cell Wrapped(ResultStore store, ValuePlan plan, ReadOnlySpan<byte> bytes)
    {
        var inner = plan.Inner!;
        var value = Default(store, inner);
        var reader = new ProtoReader(bytes);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            if (number == 1 && wireType == inner.WireType)
            {
                value = Read(store, inner, ref reader) is { Kind: not CellKind.Missing } read ? read : value;
            }
            else
            {
                reader.Skip(number, wireType);
            }
        }

        return value;
    }

    private static Cell Integer(ResultStore store, long value, bool isQuoted) =>
        value >= 0 ? Integer(store, (ulong)value, isQuoted) : Negative(store, value, isQuoted);

    private static Cell Integer(ResultStore store, ulong value, bool isQuoted)
    {
        var text = store.Reserve(NumberBytesMax);
        var start = isQuoted ? 1 : 0;
        text[0] = (byte)'"';
        var length = 1;
        if (value < 10)
        {
            // Counts, flags and amounts mostly are: a digit needs no formatter.
            text[start] = (byte)('0' + value);
        }
        else
        {
            Utf8Formatter.TryFormat(value, text[start..], out length);
        }

        text[start + length] = (byte)'"';
        return store.Commit(length + (2 * start));
    }

    private static Cell Negative(ResultStore store, long value, bool isQuoted)
    {
        var text = store.Reserve(NumberBytesMax);
        var start = isQuoted ? 1 : 0;
        text[0] = (byte)'"';
        Utf8Formatter.TryFormat(value, text[start..], out var length);
        text[start + length] = (byte)'"';
        return store.Commit(length + (2 * start));
    }

    private static Cell Real(ResultStore store, ValuePlan plan, double value)
    {
        if (!double.IsFinite(value))
        {
            return Wrong(store, plan);
        }

        return store.Commit(ShortDecimal.Write(value, store.Reserve(ShortDecimal.BytesMax)));
    }

    /// <remarks>As many digits as a single needs: 0.1 stays 0.1.</remarks>
    private static Cell Single(ResultStore store, ValuePlan plan, float value)
    {
        if (!float.IsFinite(value))
        {
            return Wrong(store, plan);
        }

        value.TryFormat(store.Reserve(NumberBytesMax), out var length, provider: CultureInfo.InvariantCulture);
        return store.Commit(length);
    }

    public static Cell Text(ResultStore store, ValuePlan plan, ReadOnlySpan<byte> text)
    {
        if (JsonStrings.WritePlain(text, store.Reserve(text.Length + PlainExtraBytes)) is > 0 and var plain)
        {
            return store.Commit(plain);
        }

        if (!Utf8.IsValid(text))
        {
            return Wrong(store, plan);
        }

        var output = store.Reserve(JsonStrings.LengthMax(text));
        return store.Commit(JsonStrings.Write(text, output));
    }

    private static Cell Base64Text(ResultStore store, ReadOnlySpan<byte> bytes)
    {
        var output = store.Reserve(Base64.GetMaxEncodedToUtf8Length(bytes.Length) + 2);
        output[0] = (byte)'"';
        Base64.EncodeToUtf8(bytes, output[1..], out _, out var length);
        output[length + 1] = (byte)'"';
        return store.Commit(length + 2);
    }

    public static Cell Wrong(ResultStore store, ValuePlan plan) =>
        store.AddError(ResultErrors.WrongType(plan.Coordinate));
}

using System.Buffers.Text;
using System.Globalization;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>One value in an Any → JSON.</summary>
/// <remarks>Source: Protocol Buffers, ProtoJSON format.</remarks>
internal static class AnyValueReader
{
    /// <summary>Longest number, or a time in quotes.</summary>
    private const int TextBytesMax = 48;

    /// <summary>Of any kind the default: no length, number zero.</summary>
    private static ReadOnlySpan<byte> Zeros => [0, 0, 0, 0, 0, 0, 0, 0];

    /// <param name="reader">Behind the value's tag.</param>
    /// <returns>False for what JSON cannot say.</returns>
    public static bool TryWrite(
        AnyTypes types, AnyField field, ref ProtoReader reader, PooledBytes json, int depth) => field.Plan.Kind switch
        {
            ProtoKind.Message or ProtoKind.Group => AnyReader.TryWriteObject(
                types, field.Message!, MessageBytes(field, ref reader), json, depth + 1),
            ProtoKind.Empty => WriteEmpty(ref reader, json),
            > ProtoKind.Empty => TryWriteWellKnown(types, field.Plan.Kind, reader.ReadBytes(), json, depth),
            _ => TryWriteScalar(types, field.Plan, field.Enum, ref reader, json),
        };

    public static ReadOnlySpan<byte> MessageBytes(AnyField field, ref ProtoReader reader) =>
        field.Plan.Kind == ProtoKind.Group ? reader.ReadGroup(field.Plan.Number) : reader.ReadBytes();

    public static bool TryWriteWellKnown(
        AnyTypes types, ProtoKind kind, ReadOnlySpan<byte> bytes, PooledBytes json, int depth)
    {
        switch (kind)
        {
            case ProtoKind.Timestamp or ProtoKind.Duration:
                return TryWriteTime(kind, bytes, json);
            case ProtoKind.FieldMask:
                return WellKnownReader.WriteFieldMask(bytes, json);
            case ProtoKind.Any:
                return AnyReader.TryWrite(types, bytes, json, depth + 1);
            case >= ProtoKind.DoubleValue:
                return TryWriteWrapper(types, ProtoKinds.Wrapped(kind), bytes, json);
            default:
                return StructReader.TryWrite(kind, bytes, json, depth);
        }
    }

    public static void WriteBase64(ReadOnlySpan<byte> bytes, PooledBytes json)
    {
        json.Write((byte)'"');
        var output = json.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length));
        Base64.EncodeToUtf8(bytes, output, out _, out var written);
        json.Advance(written);
        json.Write((byte)'"');
    }

    public static bool TryWriteScalar(
        AnyTypes types, InputFieldPlan plan, AnyEnum? @enum, ref ProtoReader reader, PooledBytes json)
    {
        switch (plan.WireType)
        {
            case WireType.Varint:
                WriteInteger(plan.Kind, reader.ReadVarint(), @enum, json);
                return true;
            case WireType.Fixed32 when plan.Kind == ProtoKind.Float:
                WriteReal(BitConverter.UInt32BitsToSingle(reader.ReadFixed32()), json);
                return true;
            case WireType.Fixed32:
                WriteInteger(plan.Kind, reader.ReadFixed32(), null, json);
                return true;
            case WireType.Fixed64 when plan.Kind == ProtoKind.Double:
                WriteReal(BitConverter.UInt64BitsToDouble(reader.ReadFixed64()), json);
                return true;
            case WireType.Fixed64:
                WriteInteger(plan.Kind, reader.ReadFixed64(), null, json);
                return true;
            case var _ when plan.Kind == ProtoKind.Bytes:
                WriteBase64(reader.ReadBytes(), json);
                return true;
            default:
                return StructReader.TryWriteText(reader.ReadBytes(), json);
        }
    }

    private static bool WriteEmpty(ref ProtoReader reader, PooledBytes json)
    {
        reader.ReadBytes();
        json.Write("{}"u8);
        return true;
    }

    private static bool TryWriteTime(ProtoKind kind, ReadOnlySpan<byte> bytes, PooledBytes json)
    {
        var (seconds, nanos) = ProtoTimes.Read(bytes);
        var text = json.GetSpan(TextBytesMax);
        text[0] = (byte)'"';
        var length = kind == ProtoKind.Timestamp
            ? ProtoTimes.FormatTimestamp(seconds, nanos, text[1..])
            : ProtoTimes.FormatDuration(seconds, nanos, text[1..]);
        text[length + 1] = (byte)'"';
        json.Advance(length + 2);
        return length > 0;
    }

    private static bool TryWriteWrapper(AnyTypes types, ProtoKind inner, ReadOnlySpan<byte> bytes, PooledBytes json)
    {
        var plan = new InputFieldPlan("value", 1, inner);
        var value = LastOf(bytes, plan.Number, plan.WireType);
        return TryWriteScalar(types, plan, null, ref value, json);
    }

    private static void WriteInteger(ProtoKind kind, ulong bits, AnyEnum? @enum, PooledBytes json)
    {
        switch (kind)
        {
            case ProtoKind.Bool:
                json.Write(bits != 0 ? "true"u8 : "false"u8);
                break;
            case ProtoKind.Enum when @enum?.NameOf((int)bits) is { } name:
                json.Write(name);
                break;
            case ProtoKind.UInt64 or ProtoKind.Fixed64:
                json.Write((byte)'"');
                Write(bits, json);
                json.Write((byte)'"');
                break;
            case ProtoKind.Int64 or ProtoKind.SFixed64 or ProtoKind.SInt64:
                json.Write((byte)'"');
                Write(kind == ProtoKind.SInt64 ? ZigZag.Unfold(bits) : (long)bits, json);
                json.Write((byte)'"');
                break;
            case ProtoKind.UInt32 or ProtoKind.Fixed32:
                Write((uint)bits, json);
                break;
            case ProtoKind.SInt32:
                Write((int)ZigZag.Unfold((uint)bits), json);
                break;
            default:
                Write((int)bits, json);
                break;
        }
    }

    private static void Write<T>(T value, PooledBytes json)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(json.GetSpan(TextBytesMax), out var length, default, CultureInfo.InvariantCulture);
        json.Advance(length);
    }

    /// <remarks>What JSON has no number for is a word in quotes. As many digits as the value needs.</remarks>
    private static void WriteReal<T>(T value, PooledBytes json)
        where T : struct, System.Numerics.IFloatingPoint<T>
    {
        if (!T.IsFinite(value))
        {
            json.Write(T.IsNaN(value) ? "\"NaN\""u8
                : T.IsPositive(value) ? "\"Infinity\""u8 : "\"-Infinity\""u8);
            return;
        }

        Write(value, json);
    }

    /// <summary>Behind the tag of a message's field, the last of several; where it is absent, at its default.</summary>
    public static ProtoReader LastOf(ReadOnlySpan<byte> message, int number, WireType wireType)
    {
        var found = new ProtoReader(Zeros);
        var reader = new ProtoReader(message);
        while (reader.TryReadTag(out var next, out var nextType))
        {
            if (next == number && nextType == wireType)
            {
                found = reader;
            }

            reader.Skip(next, nextType);
        }

        return found;
    }
}

using System.Text.Unicode;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>google.protobuf.Struct, Value and ListValue → the JSON they stand for.</summary>
/// <remarks>Source: google/protobuf/struct.proto.</remarks>
internal static class StructReader
{
    /// <returns>False for what JSON cannot say: NaN, text that is not UTF-8.</returns>
    public static bool TryWrite(ProtoKind kind, ReadOnlySpan<byte> bytes, PooledBytes json, int depth)
    {
        if (depth >= ProtoReader.DepthMax)
        {
            throw new ProtoFormatException("Values nested too deep", 0);
        }

        return kind switch
        {
            ProtoKind.Struct => TryWriteFields(bytes, json, depth),
            ProtoKind.ListValue => TryWriteItems(bytes, json, depth),
            _ => TryWriteValue(bytes, json, depth),
        };
    }

    public static bool TryWriteText(ReadOnlySpan<byte> text, PooledBytes json)
    {
        if (!Utf8.IsValid(text))
        {
            return false;
        }

        json.Advance(JsonStrings.Write(text, json.GetSpan(JsonStrings.LengthMax(text))));
        return true;
    }

    private static bool TryWriteFields(ReadOnlySpan<byte> bytes, PooledBytes json, int depth)
    {
        json.Write((byte)'{');
        var separator = ""u8;
        var reader = new ProtoReader(bytes);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            if (number != 1 || wireType != WireType.Bytes)
            {
                reader.Skip(number, wireType);
                continue;
            }

            json.Write(separator);
            separator = ","u8;
            TwoFields.Read(reader.ReadBytes(), out var key, out var value);
            if (!TryWriteText(key, json))
            {
                return false;
            }

            json.Write((byte)':');
            if (!TryWrite(ProtoKind.Value, value, json, depth + 1))
            {
                return false;
            }
        }

        json.Write((byte)'}');
        return true;
    }

    private static bool TryWriteItems(ReadOnlySpan<byte> bytes, PooledBytes json, int depth)
    {
        json.Write((byte)'[');
        var separator = ""u8;
        var reader = new ProtoReader(bytes);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            if (number != 1 || wireType != WireType.Bytes)
            {
                reader.Skip(number, wireType);
                continue;
            }

            json.Write(separator);
            separator = ","u8;
            if (!TryWrite(ProtoKind.Value, reader.ReadBytes(), json, depth + 1))
            {
                return false;
            }
        }

        json.Write((byte)']');
        return true;
    }

    /// <remarks>The last of the oneof's fields wins; none is null.</remarks>
    private static bool TryWriteValue(ReadOnlySpan<byte> bytes, PooledBytes json, int depth)
    {
        var start = json.Length;
        json.Write("null"u8);
        var reader = new ProtoReader(bytes);
        var isSound = true;
        while (reader.TryReadTag(out var number, out var wireType))
        {
            if (!IsKind(number, wireType))
            {
                reader.Skip(number, wireType);
                continue;
            }

            json.Truncate(start);
            isSound = TryWriteKind(number, ref reader, json, depth);
        }

        return isSound;
    }

    private static bool IsKind(int number, WireType wireType) => number switch
    {
        1 or 4 => wireType == WireType.Varint,
        2 => wireType == WireType.Fixed64,
        3 or 5 or 6 => wireType == WireType.Bytes,
        _ => false,
    };

    private static bool TryWriteKind(int number, ref ProtoReader reader, PooledBytes json, int depth)
    {
        switch (number)
        {
            case 1:
                reader.ReadVarint();
                json.Write("null"u8);
                return true;
            case 2:
                var real = BitConverter.UInt64BitsToDouble(reader.ReadFixed64());
                json.Advance(ShortDecimal.Write(real, json.GetSpan(ShortDecimal.BytesMax)));
                return double.IsFinite(real);
            case 3:
                return TryWriteText(reader.ReadBytes(), json);
            case 4:
                json.Write(reader.ReadVarint() != 0 ? "true"u8 : "false"u8);
                return true;
            case 5:
                return TryWrite(ProtoKind.Struct, reader.ReadBytes(), json, depth + 1);
            default:
                return TryWrite(ProtoKind.ListValue, reader.ReadBytes(), json, depth + 1);
        }
    }
}

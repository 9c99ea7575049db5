using System.Text;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>A map in an Any → a JSON object; of entries with one key the last is the map's.</summary>
/// <remarks>Source: Protocol Buffers, Encoding ("Maps") and ProtoJSON format.</remarks>
internal static class AnyMapReader
{
    public static bool TryWrite(
        AnyTypes types,
        AnyField field,
        ReadOnlySpan<byte> bytes,
        ReadOnlySpan<AnyReader.Part> parts,
        PooledBytes json,
        int depth)
    {
        using var keys = new PooledBytes();
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new string[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            keys.Truncate(0);
            var entry = new ProtoReader(bytes[parts[index].Start..]);
            if (!TryWriteKey(types, field, entry.ReadBytes(), keys))
            {
                return false;
            }

            names[index] = Encoding.UTF8.GetString(keys.Span);
            last[names[index]] = index;
        }

        json.Write((byte)'{');
        var separator = ""u8;
        for (var index = 0; index < parts.Length; index++)
        {
            if (last[names[index]] != index)
            {
                continue;
            }

            json.Write(separator);
            separator = ","u8;
            json.Write(Encoding.UTF8.GetBytes(names[index]));
            json.Write((byte)':');
            var entry = new ProtoReader(bytes[parts[index].Start..]);
            if (!TryWriteValue(types, field, entry.ReadBytes(), json, depth))
            {
                return false;
            }
        }

        json.Write((byte)'}');
        return true;
    }

    private static bool TryWriteKey(AnyTypes types, AnyField field, ReadOnlySpan<byte> entry, PooledBytes keys)
    {
        var key = field.Key!;
        var reader = AnyValueReader.LastOf(entry, key.Number, key.WireType);
        var start = keys.Length;
        if (!AnyValueReader.TryWriteScalar(types, key, null, ref reader, keys))
        {
            return false;
        }

        if (keys.Span[start] != (byte)'"')
        {
            var text = keys.Span.ToArray();
            keys.Truncate(0);
            keys.Write((byte)'"');
            keys.Write(text);
            keys.Write((byte)'"');
        }

        return true;
    }

    private static bool TryWriteValue(
        AnyTypes types, AnyField field, ReadOnlySpan<byte> entry, PooledBytes json, int depth)
    {
        const int valueNumber = 2;
        var reader = AnyValueReader.LastOf(entry, valueNumber, field.Plan.WireType);
        return AnyValueReader.TryWrite(types, field, ref reader, json, depth);
    }
}

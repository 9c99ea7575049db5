using Gateway.Common.Primitives;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Reads google.protobuf's messages that have a JSON of their own.</summary>
/// <remarks>Source: Protocol Buffers, ProtoJSON format; google/protobuf/*.proto.</remarks>
internal static class WellKnownReader
{
    private const int TimeBytesMax = 40;

    public static Cell Read(ResultStore store, ValuePlan plan, ReadOnlySpan<byte> bytes)
    {
        if (plan.Kind is ProtoKind.Timestamp or ProtoKind.Duration)
        {
            return ReadTime(store, plan, bytes);
        }

        using var json = new PooledBytes();
        var isSound = plan.Kind switch
        {
            ProtoKind.FieldMask => WriteFieldMask(bytes, json),
            ProtoKind.Any => AnyReader.TryWrite(plan.AnyTypes!, bytes, json, 0),
            _ => StructReader.TryWrite(plan.Kind, bytes, json, 0),
        };
        if (!isSound)
        {
            return ValueReader.Wrong(store, plan);
        }

        return json.Span.SequenceEqual("null"u8) ? Cell.Null : store.Append(json.Span);
    }

    private static Cell ReadTime(ResultStore store, ValuePlan plan, ReadOnlySpan<byte> bytes)
    {
        var (seconds, nanos) = ProtoTimes.Read(bytes);
        var text = store.Reserve(TimeBytesMax);
        text[0] = (byte)'"';
        var length = plan.Kind == ProtoKind.Timestamp
            ? ProtoTimes.FormatTimestamp(seconds, nanos, text[1..])
            : ProtoTimes.FormatDuration(seconds, nanos, text[1..]);
        if (length == 0)
        {
            return ValueReader.Wrong(store, plan);
        }

        text[length + 1] = (byte)'"';
        return store.Commit(length + 2);
    }

    public static bool WriteFieldMask(ReadOnlySpan<byte> bytes, PooledBytes json)
    {
        json.Write((byte)'"');
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
            if (!WritePath(reader.ReadBytes(), json))
            {
                return false;
            }
        }

        json.Write((byte)'"');
        return true;
    }

    /// <summary>snake_case → lowerCamelCase.</summary>
    private static bool WritePath(ReadOnlySpan<byte> path, PooledBytes json)
    {
        var isUpper = false;
        foreach (var character in path)
        {
            if (character == (byte)'_')
            {
                isUpper = true;
            }
            else if (char.IsAsciiLetterOrDigit((char)character) || character == (byte)'.')
            {
                json.Write(isUpper ? (byte)char.ToUpperInvariant((char)character) : character);
                isUpper = false;
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}

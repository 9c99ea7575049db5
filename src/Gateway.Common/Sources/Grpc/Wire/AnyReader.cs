using System.Runtime.InteropServices;
using System.Text;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>google.protobuf.Any → its JSON: the fields of what it holds, beside <c>@type</c>.</summary>
/// <remarks>
/// Shape: what the contract does not declare is <c>{"@type": …, "value": base64}</c>, so that nothing is lost; a
/// message with a JSON of its own stands under <c>value</c>. Of a message in parts, repeated and unknown fields
/// <see cref="MessageReader"/>'s rules hold. Errors: false for what JSON cannot say (text that is not UTF-8, times out
/// of range); <see cref="ProtoFormatException"/> for bytes that are no message, and past <see cref="JsonBytesMax"/>.
/// Source: Protocol Buffers, ProtoJSON format; google/protobuf/any.proto.
/// </remarks>
internal static class AnyReader
{
    /// <summary>Of one Any: names of an enum are longer than its numbers.</summary>
    private const int JsonBytesMax = 64 * 1024 * 1024;

    private const int PartsOnStackMax = 32;

    public static bool TryWrite(AnyTypes types, ReadOnlySpan<byte> bytes, PooledBytes json, int depth)
    {
        CheckBounds(json, depth);
        TwoFields.Read(bytes, out var type, out var value);
        json.Write("{\"@type\":"u8);
        if (!StructReader.TryWriteText(type, json))
        {
            return false;
        }

        var name = NameOf(type);
        var kind = ProtoKinds.OfWellKnown(name);
        var isSound = true;
        if (kind > ProtoKind.Empty)
        {
            json.Write(",\"value\":"u8);
            isSound = AnyValueReader.TryWriteWellKnown(types, kind, value, json, depth);
        }
        else if (kind == ProtoKind.None && types.FindMessage(name) is { } message)
        {
            isSound = TryWriteFields(types, message, value, ","u8, json, depth);
        }
        else if (kind == ProtoKind.None)
        {
            json.Write(",\"value\":"u8);
            AnyValueReader.WriteBase64(value, json);
        }

        json.Write((byte)'}');
        return isSound;
    }

    /// <summary>The full name in a type's address: what stands after the last slash.</summary>
    public static string NameOf(ReadOnlySpan<byte> type) =>
        Encoding.UTF8.GetString(type[(type.LastIndexOf((byte)'/') + 1)..]);

    public static bool TryWriteObject(
        AnyTypes types, AnyMessage message, ReadOnlySpan<byte> bytes, PooledBytes json, int depth)
    {
        json.Write((byte)'{');
        var isSound = TryWriteFields(types, message, bytes, default, json, depth);
        json.Write((byte)'}');
        return isSound;
    }

    private static void CheckBounds(PooledBytes json, int depth)
    {
        if (depth >= ProtoReader.DepthMax || json.Length > JsonBytesMax)
        {
            throw new ProtoFormatException("An Any nested too deep or too large", 0);
        }
    }

    private static bool TryWriteFields(
        AnyTypes types,
        AnyMessage message,
        ReadOnlySpan<byte> bytes,
        ReadOnlySpan<byte> separator,
        PooledBytes json,
        int depth)
    {
        CheckBounds(json, depth);
        var count = Collect(message, bytes, []);
        Span<Part> parts = count <= PartsOnStackMax ? stackalloc Part[PartsOnStackMax] : new Part[count];
        parts = parts[..count];
        Collect(message, bytes, parts);
        parts.Sort(static (left, right) =>
            left.Field != right.Field ? left.Field - right.Field : left.Start - right.Start);
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && parts[end].Field == parts[start].Field)
            {
                end++;
            }

            var field = message.Fields[parts[start].Field];
            json.Write(separator);
            separator = ","u8;
            WriteKey(field.JsonName, json);
            if (!TryWriteField(types, field, bytes, parts[start..end], json, depth))
            {
                return false;
            }

            start = end;
        }

        return true;
    }

    /// <summary>Finds the known fields; none are kept where there is no room.</summary>
    private static int Collect(AnyMessage message, ReadOnlySpan<byte> bytes, Span<Part> parts)
    {
        var count = 0;
        var reader = new ProtoReader(bytes);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            var start = reader.Position;
            reader.Skip(number, wireType);
            var index = message.Find(number);
            if (index < 0 || !Fits(message.Fields[index], wireType))
            {
                continue;
            }

            if (count < parts.Length)
            {
                parts[count] = new Part(index, start, wireType);
            }

            count++;
        }

        return count;
    }

    private static bool Fits(AnyField field, WireType wireType) =>
        field.Key is not null ? wireType == WireType.Bytes
        : wireType == field.Plan.WireType
            || (field.Plan.IsList && wireType == WireType.Bytes && ProtoKinds.IsPackable(field.Plan.Kind));

    private static void WriteKey(ReadOnlySpan<byte> name, PooledBytes json)
    {
        json.Write((byte)'"');
        json.Write(name);
        json.Write("\":"u8);
    }

    private static bool TryWriteField(
        AnyTypes types, AnyField field, ReadOnlySpan<byte> bytes, ReadOnlySpan<Part> parts, PooledBytes json, int depth)
    {
        if (field.Key is not null)
        {
            return AnyMapReader.TryWrite(types, field, bytes, parts, json, depth);
        }

        if (field.Plan.IsList)
        {
            return TryWriteList(types, field, bytes, parts, json, depth);
        }

        var last = new ProtoReader(bytes[parts[^1].Start..]);
        return field.Message is { } message && parts.Length > 1
            ? TryWriteObject(types, message, Joined(field, bytes, parts), json, depth + 1)
            : AnyValueReader.TryWrite(types, field, ref last, json, depth);
    }

    /// <summary>A message that came in parts is what they are one after the other.</summary>
    private static byte[] Joined(AnyField field, ReadOnlySpan<byte> bytes, ReadOnlySpan<Part> parts)
    {
        var joined = new List<byte>();
        foreach (var part in parts)
        {
            var reader = new ProtoReader(bytes[part.Start..]);
            joined.AddRange(AnyValueReader.MessageBytes(field, ref reader));
        }

        return [.. joined];
    }

    private static bool TryWriteList(
        AnyTypes types, AnyField field, ReadOnlySpan<byte> bytes, ReadOnlySpan<Part> parts, PooledBytes json, int depth)
    {
        json.Write((byte)'[');
        var separator = ""u8;
        foreach (var part in parts)
        {
            var reader = new ProtoReader(bytes[part.Start..]);
            var isPacked = part.WireType != field.Plan.WireType;
            var values = isPacked ? new ProtoReader(reader.ReadBytes()) : reader;
            while (!isPacked || !values.IsAtEnd)
            {
                json.Write(separator);
                separator = ","u8;
                CheckBounds(json, depth);
                if (!AnyValueReader.TryWrite(types, field, ref values, json, depth))
                {
                    return false;
                }

                if (!isPacked)
                {
                    break;
                }
            }
        }

        json.Write((byte)']');
        return true;
    }

    /// <summary>One occurrence of a field.</summary>
    /// <param name="Field">Index in its message.</param>
    /// <param name="Start">Of the value, behind its tag.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Part(int Field, int Start, WireType WireType);
}

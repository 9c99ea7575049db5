using System.Buffers;
using Gateway.Common.Primitives;
using Gateway.Common.Sources.Grpc.Wire;

namespace Gateway.Common.Sources.Grpc;

/// <summary>
/// The typed part of a failed call: <c>grpc-status-details-bin</c> → members of the error's <c>extensions</c>.
/// </summary>
/// <remarks>
/// Shape: <c>reason</c> and <c>domain</c> of an ErrorInfo, <c>fields</c> that a BadRequest names, each once; never a
/// message, which is for people and may hold anything. Source: google/rpc/status.proto, error_details.proto.
/// </remarks>
internal static class StatusDetails
{
    private const int EncodedBytesMax = 8 * 1024;
    private const int FieldsMax = 50;
    private const int NameBytesMax = 200;

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-[]/"u8);

    /// <returns>JSON members without braces; null where there is nothing typed, or it cannot be read.</returns>
    public static byte[]? Read(string? header)
    {
        if (header is null || header.Length > EncodedBytesMax)
        {
            return null;
        }

        try
        {
            using var json = new PooledBytes();
            // Padding may be left out. Source: gRPC over HTTP2, "Binary-Header".
            var bytes = Convert.FromBase64String(header.PadRight((header.Length + 3) / 4 * 4, '='));
            var reader = new ProtoReader(bytes);
            while (reader.TryReadTag(out var number, out var wireType))
            {
                if (number == 3 && wireType == WireType.Bytes)
                {
                    ReadDetail(reader.ReadBytes(), json);
                }
                else
                {
                    reader.Skip(number, wireType);
                }
            }

            return json.Length == 0 ? null : json.Span.ToArray();
        }
        catch (Exception error) when (error is ProtoFormatException or FormatException)
        {
            return null;
        }
    }

    private static void ReadDetail(ReadOnlySpan<byte> any, PooledBytes json)
    {
        ReadOnlySpan<byte> type = [];
        ReadOnlySpan<byte> value = [];
        var reader = new ProtoReader(any);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            switch (number, wireType)
            {
                case (1, WireType.Bytes):
                    type = reader.ReadBytes();
                    break;
                case (2, WireType.Bytes):
                    value = reader.ReadBytes();
                    break;
                default:
                    reader.Skip(number, wireType);
                    break;
            }
        }

        var name = type[(type.LastIndexOf((byte)'/') + 1)..];
        if (name.SequenceEqual("google.rpc.ErrorInfo"u8) && json.Span.IndexOf("\"reason\":"u8) < 0)
        {
            ReadErrorInfo(value, json);
        }
        else if (name.SequenceEqual("google.rpc.BadRequest"u8) && json.Span.IndexOf("\"fields\":"u8) < 0)
        {
            ReadBadRequest(value, json);
        }
    }

    private static void ReadErrorInfo(ReadOnlySpan<byte> info, PooledBytes json)
    {
        ReadOnlySpan<byte> reason = [];
        ReadOnlySpan<byte> domain = [];
        var reader = new ProtoReader(info);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            switch (number, wireType)
            {
                case (1, WireType.Bytes):
                    reason = reader.ReadBytes();
                    break;
                case (2, WireType.Bytes):
                    domain = reader.ReadBytes();
                    break;
                default:
                    reader.Skip(number, wireType);
                    break;
            }
        }

        WriteMember("\"reason\":"u8, reason, json);
        WriteMember("\"domain\":"u8, domain, json);
    }

    private static void WriteMember(ReadOnlySpan<byte> key, ReadOnlySpan<byte> name, PooledBytes json)
    {
        var start = json.Length;
        json.Write(start == 0 ? ""u8 : ","u8);
        json.Write(key);
        if (!TryWriteName(name, json))
        {
            json.Truncate(start);
        }
    }

    private static void ReadBadRequest(ReadOnlySpan<byte> request, PooledBytes json)
    {
        json.Write(json.Length == 0 ? ""u8 : ","u8);
        json.Write("\"fields\":["u8);
        var count = 0;
        var reader = new ProtoReader(request);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            if (number != 1 || wireType != WireType.Bytes || count == FieldsMax)
            {
                reader.Skip(number, wireType);
                continue;
            }

            var start = json.Length;
            json.Write(count == 0 ? ""u8 : ","u8);
            if (TryWriteName(FieldOf(reader.ReadBytes()), json))
            {
                count++;
            }
            else
            {
                json.Truncate(start);
            }
        }

        json.Write((byte)']');
    }

    private static ReadOnlySpan<byte> FieldOf(ReadOnlySpan<byte> violation)
    {
        ReadOnlySpan<byte> field = [];
        var reader = new ProtoReader(violation);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            if (number == 1 && wireType == WireType.Bytes)
            {
                field = reader.ReadBytes();
            }
            else
            {
                reader.Skip(number, wireType);
            }
        }

        return field;
    }

    /// <summary>A name of a program, not words: letters, digits and what joins them.</summary>
    private static bool TryWriteName(ReadOnlySpan<byte> name, PooledBytes json)
    {
        if (name.IsEmpty || name.Length > NameBytesMax || name.ContainsAnyExcept(NameBytes))
        {
            return false;
        }

        json.Write((byte)'"');
        json.Write(name);
        json.Write((byte)'"');
        return true;
    }
}

using System.Buffers;
using System.Text.Json;

namespace Gateway.Common.Sources.Rest.Calls;

/// <summary>An object as <c>application/x-www-form-urlencoded</c>.</summary>
/// <remarks>
/// Shape: lists repeat their name, objects below the first level are <c>name[member]</c>; null is left out.
/// Source: OpenAPI 3.1 §4.8.15.1, style <c>form</c> exploded for lists, <c>deepObject</c> for objects.
/// </remarks>
internal static class FormBody
{
    private const int NestingMax = 16;

    public static void Write(InputPlan plan, ReadOnlySpan<byte> json, SourceRequest request)
    {
        var wire = new ArrayBufferWriter<byte>(json.Length + 64);
        WireJson.Write(plan, json, wire);
        var reader = new Utf8JsonReader(wire.WrittenSpan, WireJson.ReaderOptions);
        reader.Read();
        WriteMembers(ref reader, request, [], NestingMax);
    }

    private static void WriteMembers(
        ref Utf8JsonReader reader, SourceRequest request, ReadOnlySpan<byte> path, int nestingLeft)
    {
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var name = new TextBuffer();
            name.Append(path);
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name.Append(path.IsEmpty ? [] : "%5B"u8);
                name.AppendScalar(ref reader, isRaw: false, keepsReserved: false);
                name.Append(path.IsEmpty ? [] : "%5D"u8);
                reader.Read();
            }

            WriteValue(ref reader, request, name.Written, nestingLeft);
            name.Dispose();
        }
    }

    private static void WriteValue(
        ref Utf8JsonReader reader, SourceRequest request, ReadOnlySpan<byte> name, int nestingLeft)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            if (nestingLeft == 0)
            {
                throw new SourceException(
                    SourceErrorCodes.InvalidArgument, $"A form nests no deeper than {NestingMax}.");
            }

            WriteMembers(ref reader, request, name, nestingLeft - 1);
            return;
        }

        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        request.Write(request.Body.IsEmpty ? [] : "&"u8);
        request.Write(name);
        request.Write("="u8);
        WriteEncoded(ref reader, request);
    }

    private static void WriteEncoded(ref Utf8JsonReader reader, SourceRequest request)
    {
        // Three bytes for each of the value's at most; written in pieces so that a long value has no bound of its own
        // here.
        var text = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        var length = reader.TokenType == JsonTokenType.String ? reader.CopyString(text) : Copy(ref reader, text);
        const int Piece = 4096;
        for (var start = 0; start < length; start += Piece)
        {
            var encoded = new TextBuffer();
            encoded.AppendEncoded(text.AsSpan(start, Math.Min(Piece, length - start)));
            request.Write(encoded.Written);
            encoded.Dispose();
        }

        ArrayPool<byte>.Shared.Return(text);
    }

    private static int Copy(ref Utf8JsonReader reader, Span<byte> target)
    {
        reader.ValueSpan.CopyTo(target);
        return reader.ValueSpan.Length;
    }
}

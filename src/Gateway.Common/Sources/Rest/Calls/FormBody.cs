using System.Buffers;
using System.Text.Json;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Rest.Calls;

/// <summary>An object as <c>application/x-www-form-urlencoded</c>.</summary>
/// <remarks>
/// Shape: lists repeat their name, objects below the first level are <c>name[member]</c>; null is left out. A property
/// of which the contract says a style is written as a query's parameter is.
/// Source: OpenAPI 3.1 §4.8.15.1, style <c>form</c> exploded for lists, <c>deepObject</c> for objects.
/// </remarks>
/// <param name="plan">Of the body.</param>
/// <param name="styled">Properties that have a style, by the wire's name.</param>
internal sealed class FormBody(InputPlan plan, Dictionary<string, ParameterPlan> styled)
{
    private const int NestingMax = 16;

    /// <summary>The properties of a body that have a style of their own.</summary>
    public static Dictionary<string, ParameterPlan> StylesOf(InputValueDefinition body) => body.Directives
        .Where(static directive => directive.Name.Is("part"u8))
        .Select(part => ParameterPlan.OfPart(body, part))
        .OfType<ParameterPlan>()
        .DistinctBy(static part => part.Name)
        .ToDictionary(static part => part.Name, StringComparer.Ordinal);

    public void Write(ReadOnlySpan<byte> json, SourceRequest request)
    {
        var wire = new ArrayBufferWriter<byte>(json.Length + 64);
        WireJson.Write(plan, json, wire);
        var reader = new Utf8JsonReader(wire.WrittenSpan, WireJson.ReaderOptions);
        reader.Read();
        if (styled.Count == 0)
        {
            WriteMembers(ref reader, request, [], NestingMax);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (styled.GetValueOrDefault(reader.GetString()!) is { } style)
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                WriteStyled(style, wire.WrittenSpan[start..(int)reader.BytesConsumed], request);
            }
            else
            {
                WriteMember(ref reader, request, [], NestingMax);
            }
        }
    }

    /// <summary>As in a query, but for the mark that starts one.</summary>
    private static void WriteStyled(ParameterPlan style, ReadOnlySpan<byte> json, SourceRequest request)
    {
        var text = new TextBuffer();
        if (!json.SequenceEqual("null"u8))
        {
            ParameterWriter.Write(style, json, ref text);
        }

        if (text.Length > 0)
        {
            request.Write(request.Body.IsEmpty ? [] : "&"u8);
            request.Write(text.Written[1..]);
        }

        text.Dispose();
    }

    private static void WriteMembers(
        ref Utf8JsonReader reader, SourceRequest request, ReadOnlySpan<byte> path, int nestingLeft)
    {
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            WriteMember(ref reader, request, path, nestingLeft);
        }
    }

    private static void WriteMember(
        ref Utf8JsonReader reader, SourceRequest request, ReadOnlySpan<byte> path, int nestingLeft)
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

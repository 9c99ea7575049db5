using System.Buffers;
using System.Text.Json;

namespace Gateway.Common.Sources.Rest.Calls;

/// <summary>Writes a parameter's value in its style.</summary>
/// <remarks>
/// Shape: wire JSON in, text out; null and absent values are left out, and so are empty lists in a query.
/// Source: OpenAPI 3.1 §4.8.12.5 Style Examples; RFC 6570 §3.2.
/// </remarks>
internal static class ParameterWriter
{
    private const int NestingMax = 8;

    /// <summary>Appends the whole parameter: in a query with its name, separator and all.</summary>
    /// <param name="json">The argument as the gateway coerced it.</param>
    public static void Write(ParameterPlan parameter, ReadOnlySpan<byte> json, ref TextBuffer text)
    {
        if (parameter.Plan.IsIdentity)
        {
            WriteWire(parameter, json, ref text);
            return;
        }

        if (parameter.Plan.Kind == InputKind.Enum && json is [(byte)'"', .., (byte)'"'])
        {
            WriteWire(parameter, parameter.Plan.Enum!.FindByName(json[1..^1])?.Wire ?? json, ref text);
            return;
        }

        var wire = new ArrayBufferWriter<byte>(json.Length + 64);
        WireJson.Write(parameter.Plan, json, wire);
        WriteWire(parameter, wire.WrittenSpan, ref text);
    }

    private static void WriteWire(ParameterPlan parameter, ReadOnlySpan<byte> json, ref TextBuffer text)
    {
        var isRaw = parameter.Place == ParameterPlace.Header;
        if (parameter.Style == ParameterStyle.Json)
        {
            WriteName(parameter, ref text);
            text.AppendAs(json, isRaw, keepsReserved: false);
            return;
        }

        var reader = new Utf8JsonReader(json, WireJson.ReaderOptions);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                WriteList(parameter, json, ref reader, ref text);
                break;
            case JsonTokenType.StartObject when parameter.Style == ParameterStyle.DeepObject:
                WriteDeep(parameter, json, ref reader, ref text, new ArrayBufferWriter<byte>(), NestingMax);
                break;
            case JsonTokenType.StartObject:
                WriteObject(parameter, json, ref reader, ref text);
                break;
            default:
                WriteName(parameter, ref text);
                text.AppendScalar(ref reader, isRaw, parameter.KeepsReserved);
                break;
        }
    }

    private static void WriteList(
        ParameterPlan parameter, ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ref TextBuffer text)
    {
        var isFirst = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                continue;
            }

            if (isFirst || (parameter.Explodes && parameter.Style != ParameterStyle.Simple))
            {
                WriteName(parameter, ref text);
            }
            else
            {
                text.Append(Delimiter(parameter));
            }

            isFirst = false;
            WriteText(parameter, json, ref reader, ref text);
        }
    }

    private static void WriteObject(
        ParameterPlan parameter, ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ref TextBuffer text)
    {
        var isFirst = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
            {
                continue;
            }

            if (parameter.Explodes)
            {
                WriteMemberStart(parameter, isFirst, ref text);
            }
            else if (isFirst)
            {
                WriteName(parameter, ref text);
            }
            else
            {
                text.Append(Delimiter(parameter));
            }

            isFirst = false;
            text.AppendScalar(ref name, parameter.Place == ParameterPlace.Header, keepsReserved: false);
            text.Append(parameter.Explodes ? "="u8 : Delimiter(parameter));
            WriteText(parameter, json, ref reader, ref text);
        }
    }

    /// <summary><c>filter[a][b]=1</c>; lists repeat the name.</summary>
    private static void WriteDeep(
        ParameterPlan parameter,
        ReadOnlySpan<byte> json,
        ref Utf8JsonReader reader,
        ref TextBuffer text,
        ArrayBufferWriter<byte> path,
        int nestingLeft)
    {
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var name = reader;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Read();
            }

            var inner = new ArrayBufferWriter<byte>(path.WrittenCount + 32);
            inner.Write(path.WrittenSpan);
            if (name.TokenType == JsonTokenType.PropertyName)
            {
                AppendStep(inner, ref name);
            }

            if (nestingLeft > 0 && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                WriteDeep(parameter, json, ref reader, ref text, inner, nestingLeft - 1);
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                text.Append(Separator(ref text));
                text.Append(parameter.EncodedName);
                text.Append(inner.WrittenSpan);
                text.Append("="u8);
                WriteText(parameter, json, ref reader, ref text);
            }
        }
    }

    private static void AppendStep(ArrayBufferWriter<byte> path, ref Utf8JsonReader name)
    {
        var step = new TextBuffer();
        step.Append("%5B"u8);
        step.AppendScalar(ref name, isRaw: false, keepsReserved: false);
        step.Append("%5D"u8);
        path.Write(step.Written);
        step.Dispose();
    }

    /// <summary>
    /// What stands before a value: in a query <c>&amp;name=</c>, in a matrix <c>;name=</c>, in a label <c>.</c>.
    /// </summary>
    private static void WriteName(ParameterPlan parameter, ref TextBuffer text)
    {
        switch (parameter.Place, parameter.Style)
        {
            case (ParameterPlace.Query or ParameterPlace.Cookie, _):
                text.Append(
                    parameter.Place == ParameterPlace.Query ? Separator(ref text) : text.Length == 0 ? [] : "; "u8);
                text.Append(parameter.EncodedName);
                text.Append("="u8);
                break;
            case (_, ParameterStyle.Matrix):
                text.Append(";"u8);
                text.Append(parameter.EncodedName);
                text.Append("="u8);
                break;
            case (_, ParameterStyle.Label):
                text.Append("."u8);
                break;
        }
    }

    private static void WriteMemberStart(ParameterPlan parameter, bool isFirst, ref TextBuffer text) =>
        text.Append((parameter.Place, parameter.Style) switch
        {
            (ParameterPlace.Query, _) => Separator(ref text),
            (ParameterPlace.Cookie, _) => text.Length == 0 ? [] : "; "u8,
            (_, ParameterStyle.Matrix) => ";"u8,
            (_, ParameterStyle.Label) => "."u8,
            _ => isFirst ? [] : ","u8,
        });

    /// <summary>The template itself may have a query.</summary>
    private static ReadOnlySpan<byte> Separator(scoped ref TextBuffer text) => text.HasQuery ? "&"u8 : "?"u8;

    private static ReadOnlySpan<byte> Delimiter(ParameterPlan parameter) => parameter.Style switch
    {
        ParameterStyle.SpaceDelimited => "%20"u8,
        ParameterStyle.PipeDelimited => "%7C"u8,
        ParameterStyle.TabDelimited => "%09"u8,
        ParameterStyle.Label when parameter.Explodes => "."u8,
        _ => ","u8,
    };

    private static void WriteText(
        ParameterPlan parameter, ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ref TextBuffer text)
    {
        var isRaw = parameter.Place == ParameterPlace.Header;
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            text.AppendScalar(ref reader, isRaw, parameter.KeepsReserved);
            return;
        }

        // No style says how deeper values look; their JSON is what servers that take them at all expect.
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        text.AppendAs(json[start..(int)reader.BytesConsumed], isRaw, keepsReserved: false);
    }
}

using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Rest.Calls;

/// <summary>
/// An object as <c>multipart/form-data</c>: base64 members are files, and so are uploads; objects are JSON, lists
/// repeat their name, where no style says otherwise.
/// </summary>
/// <remarks>Source: RFC 7578; OpenAPI 3.1 §4.8.15.2.</remarks>
internal sealed class MultipartBody(InputPlan plan, Dictionary<string, PartPlan> parts)
{
    private const int BoundaryBytes = 16;

    /// <returns>The content type with its boundary.</returns>
    public string Write(ReadOnlySpan<byte> json, CallArguments arguments, SourceRequest request)
    {
        var boundary = RandomNumberGenerator.GetHexString(BoundaryBytes * 2, lowercase: true);
        var delimiter = Encoding.ASCII.GetBytes($"--{boundary}");
        var reader = new Utf8JsonReader(json, WireJson.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = plan.Fields?.Find(reader.ValueSpan);
            reader.Read();
            if (field is null || reader.TokenType == JsonTokenType.Null)
            {
                reader.Skip();
            }
            else
            {
                var part = parts.GetValueOrDefault(field.WireName, PartPlan.None);
                WriteField(field, field.Plan, part, json, ref reader, arguments, request, delimiter);
            }
        }

        request.Write(delimiter);
        request.Write("--\r\n"u8);
        return $"multipart/form-data; boundary={boundary}";
    }

    private static void WriteField(
        InputFieldPlan field,
        InputPlan plan,
        PartPlan part,
        ReadOnlySpan<byte> json,
        ref Utf8JsonReader reader,
        CallArguments arguments,
        SourceRequest request,
        byte[] delimiter)
    {
        if (part.Style is { } style && !IsBytes(plan))
        {
            StyledParts.Write(style, plan, ValueOf(json, ref reader), part, arguments, request, delimiter);
            return;
        }

        if (plan.Kind == InputKind.List && reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                WriteField(field, plan.Element!, part, json, ref reader, arguments, request, delimiter);
            }

            return;
        }

        WriteStart(field.WireName, request, delimiter);
        if (plan.Kind == InputKind.File)
        {
            WriteFile(field.WireName, part, FileParts.Find(ref reader, request), arguments, request);
            return;
        }

        request.Write(plan.Kind == InputKind.Base64 ? "; filename="u8 : []);
        if (plan.Kind == InputKind.Base64)
        {
            WriteName(field.WireName, request);
        }

        part.WriteHeaders(arguments, request);
        WriteContent(plan, part, json, ref reader, request);
        request.Write("\r\n"u8);
    }

    /// <summary>A part up to where what else is said of it follows.</summary>
    public static void WriteStart(string name, SourceRequest request, byte[] delimiter)
    {
        request.Write(delimiter);
        request.Write("\r\nContent-Disposition: form-data; name="u8);
        WriteName(name, request);
    }

    /// <summary>A style is text's.</summary>
    private static bool IsBytes(InputPlan plan) => plan.Kind == InputKind.List
        ? IsBytes(plan.Element!)
        : plan.Kind is InputKind.File or InputKind.Base64;

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private static void WriteFile(
        string partName, PartPlan part, ReceivedFile file, CallArguments arguments, SourceRequest request)
    {
        var name = FileParts.NameOf(file);
        request.Write("; filename="u8);
        WriteName(name.Length == 0 ? partName : name, request);
        part.WriteHeaders(arguments, request);
        WriteType(part.TypeOf(file), request);
        request.Write(file.Bytes);
        request.Write("\r\n"u8);
    }

    /// <summary>The part's last header field, if it has one, and the empty line.</summary>
    private static void WriteType(string? type, SourceRequest request)
    {
        if (type is not null)
        {
            request.Write(Encoding.ASCII.GetBytes($"\r\nContent-Type: {type}"));
        }

        request.Write("\r\n\r\n"u8);
    }

    private static void WriteContent(
        InputPlan plan, PartPlan part, ReadOnlySpan<byte> json, ref Utf8JsonReader reader, SourceRequest request)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            WriteType(part.IsJson ? part.TypeOr(null) : "application/json", request);
            var below = ValueOf(json, ref reader);
            var nested = new Utf8JsonReader(below, WireJson.ReaderOptions);
            nested.Read();
            WireJson.WriteValue(plan, below, ref nested, request);
            return;
        }

        WriteType(part.TypeOr(plan.Kind == InputKind.Base64 ? FileParts.AnyBytes : null), request);
        if (part.IsJson)
        {
            var text = ValueOf(json, ref reader);
            var token = new Utf8JsonReader(text, WireJson.ReaderOptions);
            token.Read();
            WireJson.WriteValue(plan, text, ref token, request);
            return;
        }

        if (plan.Kind == InputKind.Enum && plan.Enum!.FindByName(reader.ValueSpan) is { } value)
        {
            var wire = new Utf8JsonReader(value.Wire, WireJson.ReaderOptions);
            wire.Read();
            BodyPlan.WriteScalar(ref wire, request, isBase64: false);
            return;
        }

        BodyPlan.WriteScalar(ref reader, request, plan.Kind == InputKind.Base64);
    }

    /// <summary>
    /// A quoted name as browsers write it: quotes and line ends percent-encoded. Source: WHATWG HTML §4.10.21.8.
    /// </summary>
    private static void WriteName(string name, SourceRequest request)
    {
        var quoted = name.Replace("\"", "%22", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);
        request.Write(Encoding.UTF8.GetBytes($"\"{quoted}\""));
    }
}

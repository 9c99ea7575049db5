using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Rest.Calls;

/// <summary>How the body argument becomes the request's body.</summary>
/// <remarks>Source: OpenAPI 3.1 §4.8.14; RFC 7578 (multipart/form-data); WHATWG URL §5 (form-urlencoded).</remarks>
internal sealed class BodyPlan
{
    private readonly string _contentType;
    private readonly BodyKind _kind;
    private readonly InputPlan _plan;

    private BodyPlan(int argument, string contentType, BodyKind kind, InputPlan plan)
    {
        Argument = argument;
        _contentType = contentType;
        _kind = kind;
        _plan = plan;
    }

    private enum BodyKind : byte
    {
        Json,
        Form,
        Multipart,
        Text,
        Bytes,
    }

    public int Argument { get; }

    /// <summary>The argument marked <c>@body</c>, or null.</summary>
    public static BodyPlan? Compile(MemberMap<InputValueDefinition> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            if (arguments[index].FindDirective("body"u8) is { } directive)
            {
                var contentType = directive.FindText("contentType"u8) ?? "application/json";
                var plan = new InputPlanCompiler().Compile(arguments[index].Type);
                return new BodyPlan(index, contentType, KindOf(contentType, plan), plan);
            }
        }

        return null;
    }

    public void Write(ReadOnlySpan<byte> json, SourceRequest request)
    {
        request.ContentType = _contentType;
        switch (_kind)
        {
            case BodyKind.Json:
                WireJson.Write(_plan, json, request);
                break;
            case BodyKind.Form:
                FormBody.Write(_plan, json, request);
                break;
            case BodyKind.Multipart:
                request.ContentType = MultipartBody.Write(_plan, json, request);
                break;
            default:
                WriteRaw(json, request, _kind == BodyKind.Bytes);
                break;
        }
    }

    private static BodyKind KindOf(string contentType, InputPlan plan)
    {
        var bare = contentType.Split(';')[0].Trim().ToLowerInvariant();
        return bare switch
        {
            "application/x-www-form-urlencoded" => BodyKind.Form,
            "multipart/form-data" => BodyKind.Multipart,
            _ when bare.EndsWith("json", StringComparison.Ordinal) || bare is "*/*" or "application/*" => BodyKind.Json,
            _ => plan.Kind == InputKind.Base64 ? BodyKind.Bytes : BodyKind.Text,
        };
    }

    private static void WriteRaw(ReadOnlySpan<byte> json, SourceRequest request, bool isBase64)
    {
        var reader = new Utf8JsonReader(json, WireJson.ReaderOptions);
        reader.Read();
        WriteScalar(ref reader, request, isBase64);
    }

    /// <summary>A string's meaning, or the bytes that it spells in base64.</summary>
    public static void WriteScalar(ref Utf8JsonReader reader, SourceRequest request, bool isBase64)
    {
        var span = request.GetSpan(reader.ValueSpan.Length);
        var written = reader.TokenType == JsonTokenType.String ? reader.CopyString(span) : CopyRaw(ref reader, span);
        if (isBase64 && Base64.DecodeFromUtf8InPlace(span[..written], out written) != OperationStatus.Done)
        {
            throw new SourceException(SourceErrorCodes.InvalidArgument, "A value is not valid base64.");
        }

        request.Advance(written);
    }

    private static int CopyRaw(ref Utf8JsonReader reader, Span<byte> target)
    {
        reader.ValueSpan.CopyTo(target);
        return reader.ValueSpan.Length;
    }
}

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
    private readonly MultipartBody? _multipart;
    private readonly FormBody? _form;

    private BodyPlan(
        int argument, string contentType, BodyKind kind, InputPlan plan, MemberMap<InputValueDefinition> arguments)
    {
        Argument = argument;
        _contentType = contentType;
        _kind = kind;
        _plan = plan;
        var body = arguments[argument];
        _multipart = kind == BodyKind.Multipart ? new MultipartBody(plan, PartPlan.Compile(arguments, body)) : null;
        _form = kind == BodyKind.Form ? new FormBody(plan, FormBody.StylesOf(body)) : null;
    }

    private enum BodyKind : byte
    {
        Json,
        Form,
        Multipart,
        Text,
        Bytes,
        File,
    }

    public int Argument { get; }

    /// <summary>The argument marked <c>@body</c>, or null.</summary>
    public static BodyPlan? Compile(MemberMap<InputValueDefinition> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            if (arguments[index].FindDirective("body"u8) is { } directive)
            {
                var contentType = directive.FindWord("contentType"u8) ?? "application/json";
                var plan = new InputPlanCompiler().Compile(arguments[index].Type);
                var kind = KindOf(contentType, plan);
                return kind is BodyKind.File or BodyKind.Multipart || !UploadScalar.IsIn(arguments[index].Type)
                    ? new BodyPlan(index, contentType, kind, plan, arguments)
                    : throw FileParts.NotHere(contentType);
            }
        }

        return null;
    }

    public void Write(CallArguments arguments, SourceRequest request)
    {
        var json = arguments[Argument];
        request.ContentType = _contentType;
        switch (_kind)
        {
            case BodyKind.Json:
                WireJson.Write(_plan, json, request);
                break;
            case BodyKind.Form:
                _form!.Write(json, request);
                break;
            case BodyKind.Multipart:
                request.ContentType = _multipart!.Write(json, arguments, request);
                break;
            case BodyKind.File:
                WriteFile(json, request);
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
            _ => plan.Kind switch
            {
                InputKind.Base64 => BodyKind.Bytes,
                InputKind.File => BodyKind.File,
                _ => BodyKind.Text,
            },
        };
    }

    /// <summary>A contract that takes any bytes is told what the file says it is.</summary>
    private void WriteFile(ReadOnlySpan<byte> json, SourceRequest request)
    {
        var reader = new Utf8JsonReader(json, WireJson.ReaderOptions);
        reader.Read();
        var file = FileParts.Find(ref reader, request);
        var isAny = _contentType == FileParts.AnyBytes || _contentType.Contains('*', StringComparison.Ordinal);
        request.ContentType = isAny ? FileParts.MediaTypeOf(file) : _contentType;
        request.Write(file.Bytes);
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

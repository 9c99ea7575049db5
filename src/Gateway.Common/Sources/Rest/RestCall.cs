using System.Buffers;
using System.Text.Unicode;
using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources.Rest.Calls;
using Gateway.Common.Sources.Rest.Reading;

namespace Gateway.Common.Sources.Rest;

/// <summary>One field bound by <c>@rest</c>: its request's template and how its answer is read.</summary>
internal sealed class RestCall : CompiledCall
{
    private readonly HttpMethod _method;
    private readonly TargetTemplate _target;
    private readonly ParameterPlan[] _headers;
    private readonly ParameterPlan[] _cookies;
    private readonly BodyPlan? _body;
    private readonly string? _accept;
    private readonly AnswerPlan? _answer;
    private readonly HeaderFields? _headerFields;
    private readonly ProblemPlan _problems;
    private readonly bool _isEmpty;
    private readonly bool _readsMissingAsNull;
    private readonly bool _isBytes;
    private readonly bool _isText;

    private RestCall(FetchField field, HttpMethod method, string path, string? produces, RestOptions options)
    {
        var arguments = field.Field.Arguments;
        var template = PathParameters.Of(path);
        _body = BodyPlan.Compile(arguments);
        ParameterPlan[] parameters =
        [
            .. Enumerable.Range(0, arguments.Count)
                .Where(index => index != _body?.Argument && !arguments[index].HasDirective("partHeader"u8))
                .Select(index => ParameterPlan.Compile(arguments[index], index, template)),
        ];
        _method = method;
        _target = new TargetTemplate(path, parameters);
        _headers = [.. parameters.Where(static parameter => parameter.Place == ParameterPlace.Header)];
        _cookies = [.. parameters.Where(static parameter => parameter.Place == ParameterPlace.Cookie)];
        _accept = produces == RestDirectives.NoContent ? null : produces ?? "application/json";
        _isEmpty = produces == RestDirectives.NoContent;
        _answer = _isEmpty && field.Selection is null ? null : AnswerPlanCompiler.Compile(field);
        _headerFields = HeaderFields.Compile(field);
        _problems = ProblemPlan.Compile(field.Field, options);
        _readsMissingAsNull = method == HttpMethod.Get && field.Field.Type is { IsList: false, IsNonNull: false };
        var whole = WholeOf(field.Field.Type);
        _isBytes = whole?.Named.Name == NamedScalars.Base64;
        _isText = _isBytes || (whole is { IsList: false } && LeafKinds.Of(whole.Named) == LeafKind.String);

        // An overlay that makes a query of a POST says that it changes nothing.
        IsIdempotent = (method != HttpMethod.Post && method != HttpMethod.Patch)
            || field.Field.DeclaringType?.Name == "Query";
    }

    public override bool IsIdempotent { get; }

    public static RestCall Compile(FetchField field, RestOptions options)
    {
        var directive = field.Field.FindDirective("rest"u8);
        if (directive.FindWord("method"u8) is not { Length: > 0 } method
            || directive.FindWord("path"u8) is not { Length: > 0 } path
            || path[0] != '/')
        {
            throw new SourceException(
                SourceErrorCodes.Failed,
                $"{field.Field.Coordinate} needs @rest with a method and a path that starts with a slash.");
        }

        // Contracts tell operations on one path apart by a fragment, which is never sent.
        var sent = path.Split('#')[0];
        return new RestCall(
            field, new HttpMethod(method.ToUpperInvariant()), sent, directive.FindWord("produces"u8), options);
    }

    public override void Prepare(CallArguments arguments, SourceRequest request)
    {
        request.Method = _method;
        request.Target = _target.Fill(arguments);
        request.Accept = _accept;
        request.IsIdempotent = IsIdempotent;
        request.KeepsHeaders |= _headerFields is not null;
        if (_headers.Length > 0 || _cookies.Length > 0)
        {
            HeaderWriter.Write(_headers, _cookies, arguments, request);
        }

        if (_body is not null && !arguments.IsAbsent(_body.Argument))
        {
            _body.Write(arguments, request);
        }
    }

    public override Cell Read(ResultStore store, SourceResponse response)
    {
        if (response.Status is < 200 or > 299)
        {
            return response.Status is 404 or 410 && _readsMissingAsNull
                ? Cell.Null
                : throw RestErrors.Of(response, _problems);
        }

        if (_answer is null)
        {
            return store.Append("true"u8);
        }

        var answer = _isEmpty ? ReadNothing(store)
            : response.Body.IsEmpty ? Cell.Null
            : IsJson(response.MediaType) ? ReadJson(store, response)
            : ReadOther(store, response);
        _headerFields?.Fill(store, answer, response);
        return answer;
    }

    /// <summary>What the whole answer is: of a <c>@wrapped</c> object its one field that is no header.</summary>
    private static SchemaType? WholeOf(SchemaType type) =>
        type is ObjectType wrapped && wrapped.HasDirective("wrapped"u8)
            ? wrapped.Fields.FirstOrDefault(static field => !field.HasDirective("header"u8))?.Type
            : type;

    /// <summary>Success without content reads as true, also within what an overlay makes of it.</summary>
    private Cell ReadNothing(ResultStore store) => ReadAs(store, "true"u8);

    /// <summary>A value that the source did not write as JSON, as if it had.</summary>
    private Cell ReadAs(ResultStore store, ReadOnlySpan<byte> json)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(json.Length);
        json.CopyTo(bytes);
        return new AnswerReader(store, store.AddBuffer(bytes), bytes.AsSpan(0, json.Length)).Read(_answer!);
    }

    private static bool IsJson(string? mediaType) =>
        mediaType is null || mediaType.EndsWith("json", StringComparison.Ordinal);

    private Cell ReadJson(ResultStore store, SourceResponse response)
    {
        var length = response.Body.Length;
        var bytes = response.Detach();
        var buffer = store.AddBuffer(bytes);
        var json = bytes.AsSpan(0, length);
        if (!Utf8.IsValid(json))
        {
            throw RestErrors.Invalid("the answer is not UTF-8");
        }

        if (json.StartsWith("\uFEFF"u8))
        {
            // White space to a reader; offsets stay those of the array.
            json[..3].Fill((byte)' ');
        }

        try
        {
            return new AnswerReader(store, buffer, json).Read(_answer!);
        }
        catch (MalformedJsonException error)
        {
            throw RestErrors.Invalid(error.Message);
        }
    }

    /// <summary>
    /// Text and bytes are a value of their own where the contract says so; else they are JSON in disguise or an error.
    /// </summary>
    private Cell ReadOther(ResultStore store, SourceResponse response)
    {
        if (_isBytes && _answer!.Kind == AnswerKind.Leaf)
        {
            return JsonText.Base64(store, response.Body);
        }

        if (_answer is { Kind: AnswerKind.Leaf, Leaf: LeafKind.String })
        {
            return JsonText.String(store, response.Body);
        }

        if (_isText && _answer is { Kind: AnswerKind.Object, Row.IsWrapped: true })
        {
            var value = _isBytes
                ? JsonText.Base64(store, response.Body)
                : JsonText.String(store, response.Body);
            return ReadAs(store, store.Bytes(value));
        }

        return response.MediaType is "text/plain" or "application/octet-stream"
            ? ReadJson(store, response)
            : throw RestErrors.Invalid($"the answer is {response.MediaType}");
    }
}

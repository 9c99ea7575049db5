using System.Buffers.Binary;
using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Sources.Grpc.Wire;

namespace Gateway.Common.Sources.Grpc;

/// <summary>One unary method: a framed message out, a framed message and a status back.</summary>
/// <remarks>Source: gRPC over HTTP2.</remarks>
internal sealed class GrpcCall : CompiledCall
{
    private static readonly KeyValuePair<string, string>[] Headers =
        [new("te", "trailers"), new("grpc-accept-encoding", "identity")];

    private readonly string _path;
    private readonly InputFieldPlan[] _arguments;
    private readonly MessagePlan? _message;
    private readonly ValuePlan? _value;
    private readonly bool _isMissingNull;

    public GrpcCall(FetchField field)
    {
        var definition = field.Field;
        if (definition.Type.IsList || definition.DeclaringType.Name == "Subscription")
        {
            throw new SourceException(
                SourceErrorCodes.Failed, $"{definition.Coordinate} of type {definition.Type} is no unary call.");
        }

        _path = GrpcDirectives.PathOf(definition);
        _arguments = InputPlan.Compile(definition.Arguments);
        _message = field.Selection is { } selection ? MessagePlan.Compile(selection) : null;
        _value = _message is null ? ValueOf(field) : null;
        IsIdempotent = definition.DeclaringType.Name != "Mutation";
        _isMissingNull = IsIdempotent && !definition.Type.IsNonNull;
    }

    public override bool IsIdempotent { get; }

    public override void Prepare(CallArguments arguments, SourceRequest request)
    {
        request.Method = HttpMethod.Post;
        request.Target = _path;
        request.ContentType = "application/grpc";
        request.IsHttp2 = true;
        request.IsIdempotent = IsIdempotent;
        request.DeadlineHeader = GrpcTimeout.Header;
        request.Headers.AddRange(Headers);
        request.GetSpan(GrpcAnswer.PrefixBytes)[..GrpcAnswer.PrefixBytes].Clear();
        request.Advance(GrpcAnswer.PrefixBytes);
        var writer = new MessageWriter(new ProtoWriter(request));
        for (var index = 0; index < _arguments.Length; index++)
        {
            if (!arguments.IsAbsent(index))
            {
                var json = new JsonCursor(arguments[index]);
                writer.WriteField(_arguments[index], ref json, 0);
            }
        }

        var body = request.WrittenSpan;
        BinaryPrimitives.WriteInt32BigEndian(body[1..], body.Length - GrpcAnswer.PrefixBytes);
    }

    public override Cell Read(ResultStore store, SourceResponse response)
    {
        var (status, detail, extensions) = GrpcAnswer.StatusOf(response);
        if (status != GrpcStatus.Ok)
        {
            return status == GrpcStatus.NotFound && _isMissingNull
                ? Cell.Null
                : throw GrpcErrors.Of(status, detail, extensions);
        }

        var mark = store.BeginList();
        try
        {
            var message = GrpcAnswer.MessageOf(response);
            return _message is { } plan
                ? MessageReader.Read(store, plan, message)
                : ValueReader.Bytes(store, _value!, message);
        }
        catch (ProtoFormatException malformed)
        {
            store.AbandonList(mark);
            throw GrpcAnswer.Invalid(malformed.Message);
        }
    }

    private static ValuePlan ValueOf(FetchField field)
    {
        var type = field.Field.Type.Named;
        var kind = GrpcDirectives.KindOf(field.Field, type);
        return kind >= ProtoKind.Empty
            ? new ValuePlan(kind, type, field.Field.Coordinate)
            : throw new SourceException(
                SourceErrorCodes.Failed,
                $"{field.Field.Coordinate}: no method answers a bare {ProtoKinds.NameOf(kind)}.");
    }
}

using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Grpc;

/// <summary>One unary method: a framed message out, a framed message and a status back.</summary>
/// <remarks>Source: gRPC over HTTP2.</remarks>
internal sealed class GrpcCall : CompiledCall
{
    private readonly GrpcMethod _method;
    private readonly int _messageBytesMax;
    private readonly bool _isMissingNull;

    public GrpcCall(FetchField field, GrpcOptions options)
    {
        var definition = field.Field;
        if (definition.DeclaringType.Name == "Subscription")
        {
            throw new SourceException(
                SourceErrorCodes.Failed, $"{definition.Coordinate} of type {definition.Type} is no unary call.");
        }

        _method = new GrpcMethod(field, options);
        _messageBytesMax = options.MessageBytesMax;
        IsIdempotent = definition.DeclaringType.Name != "Mutation";
        _isMissingNull = IsIdempotent && !definition.Type.IsNonNull;
    }

    public override bool IsIdempotent { get; }

    public override void Prepare(CallArguments arguments, SourceRequest request)
    {
        _method.Prepare(arguments, request);
        request.IsIdempotent = IsIdempotent;
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

        var body = response.Body;
        GrpcAnswer.CheckLength(body);
        if (body[0] == 0 || !GrpcFrame.IsCompressed(body, GrpcAnswer.EncodingOf(response.HeaderFields)))
        {
            return _method.Read(store, body[GrpcFrame.PrefixBytes..]);
        }

        using var message = new PooledBytes();
        GrpcFrame.Decompress(response.BodyMemory[GrpcFrame.PrefixBytes..], message, _messageBytesMax);
        return _method.Read(store, message.Span);
    }
}

using System.Buffers.Binary;
using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Sources.Grpc.Wire;

namespace Gateway.Common.Sources.Grpc;

/// <summary>A method made ready: its request from argument values, rows from its messages.</summary>
/// <remarks>Shape: immutable, shared by requests. Source: gRPC over HTTP2.</remarks>
internal sealed class GrpcMethod
{
    private static readonly KeyValuePair<string, string>[] Headers =
        [new("te", "trailers"), new("grpc-accept-encoding", "identity,gzip")];

    private static readonly KeyValuePair<string, string> Compressed = new(GrpcFrame.EncodingHeader, "gzip");

    private readonly string _path;
    private readonly InputFieldPlan[] _arguments;
    private readonly MessagePlan? _message;
    private readonly ValuePlan? _value;
    private readonly GrpcOptions _options;

    public GrpcMethod(FetchField field, GrpcOptions options)
    {
        var definition = field.Field;
        if (definition.Type.IsList)
        {
            throw new SourceException(
                SourceErrorCodes.Failed, $"{definition.Coordinate} of type {definition.Type} is no message.");
        }

        _options = options;
        _path = GrpcDirectives.PathOf(definition);
        _arguments = InputPlan.Compile(definition.Arguments);
        _message = field.Selection is { } selection ? MessagePlan.Compile(selection) : null;
        _value = _message is null ? ValueOf(field) : null;
    }

    /// <summary>Fills a request with the framed message of the arguments.</summary>
    public void Prepare(CallArguments arguments, SourceRequest request)
    {
        request.Method = HttpMethod.Post;
        request.Target = _path;
        request.ContentType = "application/grpc";
        request.IsHttp2 = true;
        request.DeadlineHeader = GrpcTimeout.Header;
        request.FindFailure = GrpcAnswer.FindFailure;
        request.Headers.AddRange(Headers);
        request.GetSpan(GrpcFrame.PrefixBytes)[..GrpcFrame.PrefixBytes].Clear();
        request.Advance(GrpcFrame.PrefixBytes);
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
        BinaryPrimitives.WriteInt32BigEndian(body[1..], body.Length - GrpcFrame.PrefixBytes);
        if (_options.CompressesRequests)
        {
            request.Headers.Add(Compressed);
            GrpcFrame.Compress(request);
        }
    }

    /// <summary>The field's value of one message.</summary>
    /// <exception cref="SourceException">The bytes are no such message.</exception>
    public Cell Read(ResultStore store, ReadOnlySpan<byte> message)
    {
        var mark = store.BeginList();
        try
        {
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

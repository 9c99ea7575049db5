using Gateway.Common.Planning;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Grpc;

/// <summary>Fields bound by <c>@grpc</c> to methods of gRPC services.</summary>
internal sealed class GrpcBinding(GrpcOptions options) : SourceBinding
{
    public GrpcBinding()
        : this(GrpcOptions.Default)
    {
    }

    public override bool IsBound(FieldDefinition field) => GrpcDirectives.IsCall(field);

    public override CompiledCall Compile(FetchField field) => new GrpcCall(field, options);
}

using Gateway.Common.Planning;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Rest;

/// <summary>Fields with <c>@rest</c> are HTTP calls.</summary>
internal sealed class RestBinding(RestOptions options) : SourceBinding
{
    /// <remarks>As the whole body, or as parts of a form; elsewhere the call refuses them.</remarks>
    public override bool SendsFiles => true;

    public override bool IsBound(FieldDefinition field) => field.HasDirective("rest"u8);

    public override CompiledCall Compile(FetchField field) => RestCall.Compile(field, options);
}

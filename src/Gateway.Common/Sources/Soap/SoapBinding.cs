using Gateway.Common.Planning;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Soap;

/// <summary>Fields bound by <c>@soap</c> to operations of a SOAP service.</summary>
/// <param name="options">What the source's settings add; null: nothing.</param>
internal sealed class SoapBinding(SoapOptions? options = null) : SourceBinding
{
    public override bool IsBound(FieldDefinition field) => SoapDirective.IsOn(field);

    public override CompiledCall Compile(FetchField field) => new SoapCall(field, options ?? SoapOptions.Default);
}

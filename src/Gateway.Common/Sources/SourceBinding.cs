using Gateway.Common.Planning;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources;

/// <summary>What a protocol adds to a source whose fields are bound to calls (REST, SOAP, gRPC).</summary>
/// <remarks>
/// Batches, stubs, keys, parallel calls, matching and errors are the same for all and live in this module;
/// a protocol compiles one field to one call.
/// </remarks>
internal abstract class SourceBinding
{
    /// <summary>Whether calls can carry files; else an argument that holds an <c>Upload</c> is refused.</summary>
    public virtual bool SendsFiles => false;

    /// <summary>Whether the field carries this protocol's binding directive, so that it is a call of its own.</summary>
    public abstract bool IsBound(FieldDefinition field);

    /// <summary>Compiles a bound field with the selection that is read of its answer.</summary>
    /// <param name="field">Its <see cref="FetchField.Selection"/> is null for leaf fields.</param>
    /// <remarks>
    /// Errors: <see cref="SourceException"/> when a directive contradicts the schema; importers and overlays are
    /// checked before.
    /// </remarks>
    public abstract CompiledCall Compile(FetchField field);
}

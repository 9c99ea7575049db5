using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>
/// A place that uses a schema, seen through references and wrappers that add nothing but annotations.
/// </summary>
/// <param name="Core">The schema that says what values look like: its identity is its type's.</param>
/// <param name="Name">The contract's name of the core; null for one that stands inline.</param>
internal sealed record SchemaUse(ContractNode Core, string? Name)
{
    public bool IsNullable { get; init; }

    public string? Description { get; init; }

    public bool IsReadOnly { get; init; }

    public bool IsWriteOnly { get; init; }

    public bool IsDeprecated { get; init; }

    public ContractNode? Default { get; init; }
}

namespace Gateway.Common.Schema;

/// <summary>A type system that breaks the specification's rules, with every fault found.</summary>
public sealed class SchemaException(IReadOnlyList<SchemaDiagnostic> diagnostics)
    : Exception(string.Join(Environment.NewLine, diagnostics))
{
    public IReadOnlyList<SchemaDiagnostic> Diagnostics { get; } = diagnostics;
}

using System.Diagnostics.CodeAnalysis;

namespace Gateway.Common.Schema;

/// <summary>A schema, or all that is wrong with its documents.</summary>
public sealed class SchemaBuildResult
{
    internal SchemaBuildResult(GraphQLSchema? schema, IReadOnlyList<SchemaDiagnostic> diagnostics)
    {
        Schema = schema;
        Diagnostics = diagnostics;
    }

    /// <summary>Null where there is any diagnostic.</summary>
    public GraphQLSchema? Schema { get; }

    /// <summary>In the order of the rules, within one rule in document order; empty on success.</summary>
    public IReadOnlyList<SchemaDiagnostic> Diagnostics { get; }

    [MemberNotNullWhen(true, nameof(Schema))]
    public bool IsSuccess => Schema is not null;

    /// <summary>The schema.</summary>
    /// <exception cref="SchemaException">There are diagnostics.</exception>
    public GraphQLSchema OrThrow() => Schema ?? throw new SchemaException(Diagnostics);
}

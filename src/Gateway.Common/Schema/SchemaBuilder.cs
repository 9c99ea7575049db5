using Gateway.Common.Language;
using Gateway.Common.Schema.Building;

namespace Gateway.Common.Schema;

/// <summary>Makes a <see cref="GraphQLSchema"/> from the type system definition language.</summary>
/// <remarks>
/// Shape: definitions and extensions of all documents, as if they were one → named types without members →
/// members that refer to them, cycles included. Linear in the size of the documents.
/// Source: GraphQL §3; default root type names §3.3.1; built-in scalars §3.5; built-in directives §3.13.
/// </remarks>
public static class SchemaBuilder
{
    /// <summary>Builds from one or many documents; executable definitions in them are passed over.</summary>
    /// <returns>The schema, or every fault found; it never throws on bad input.</returns>
    public static SchemaBuildResult Build(
        IReadOnlyList<DocumentNode> documents, SchemaBuildOptions? options = null)
    {
        options ??= SchemaBuildOptions.Default;
        if (!options.AssumeValid)
        {
            var faults = SdlValidator.Validate(documents, options);
            if (faults.Count > 0)
            {
                return new SchemaBuildResult(null, faults);
            }
        }

        return Assemble(documents, options, declaredRoots: null);
    }

    public static SchemaBuildResult Build(DocumentNode document, SchemaBuildOptions? options = null) =>
        Build([document], options);

    /// <exception cref="SchemaException">The documents do not make a schema.</exception>
    public static GraphQLSchema BuildOrThrow(
        IReadOnlyList<DocumentNode> documents, SchemaBuildOptions? options = null) =>
        Build(documents, options).OrThrow();

    /// <exception cref="SchemaException">The document does not make a schema.</exception>
    public static GraphQLSchema BuildOrThrow(DocumentNode document, SchemaBuildOptions? options = null) =>
        Build([document], options).OrThrow();

    /// <param name="declaredRoots">Root type names of a schema under extension, which then has no default ones.</param>
    internal static SchemaBuildResult Assemble(
        IReadOnlyList<DocumentNode> documents,
        SchemaBuildOptions options,
        IReadOnlyDictionary<OperationType, string>? declaredRoots)
    {
        var diagnostics = new DiagnosticBag();
        var schema = new SchemaAssembly(documents, options, declaredRoots, diagnostics).Run();
        if (diagnostics.IsEmpty && options is { AssumeValid: false, SdlRulesOnly: false })
        {
            diagnostics.AddRange(SchemaValidator.Validate(schema, options));
        }

        return new SchemaBuildResult(diagnostics.IsEmpty ? schema : null, diagnostics.Diagnostics);
    }
}

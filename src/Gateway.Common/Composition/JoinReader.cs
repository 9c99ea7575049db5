using Gateway.Common.Composition.Assembly;
using Gateway.Common.Composition.Joining;
using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition;

/// <summary>Reads a supergraph that someone composed already: SDL with join directives.</summary>
/// <remarks>
/// Shape: each graph's own schema is written anew from the join directives, and both meet in the same assembly as
/// composed sources do; nothing is merged or checked for satisfiability again.
/// Source: Apollo join v0.1 to v0.5. Errors: as results, never thrown.
/// </remarks>
internal static class JoinReader
{
    private static readonly SchemaBuildOptions GraphOptions = new()
    {
        AssumeValid = true,
        AllowUnknownDirectives = true,
        AllowMissingQueryType = true,
    };

    public static CompositionResult Read(DocumentNode supergraphSdl)
    {
        var errors = new ErrorLog();
        var graphs = JoinGraph.ReadAll(supergraphSdl);
        if (graphs.Count == 0)
        {
            errors.Add(
                CompositionErrorCodes.InvalidGraphQL, "join__Graph",
                "The document is no supergraph: enum join__Graph with @join__graph(name:, url:) is missing.");
            return errors.Result(null);
        }

        var sources = new List<SourceFacts>();
        foreach (var graph in graphs)
        {
            var document = new GraphSchemaWriter(supergraphSdl, graph, graphs).Write();
            var built = SchemaBuilder.Build(document, GraphOptions);
            foreach (var fault in built.Diagnostics)
            {
                errors.Add(new CompositionError(
                    CompositionErrorCodes.InvalidGraphQL, $"{fault.Code}: {fault.Message}", Source: graph.Name));
            }

            if (built.Schema is { } schema)
            {
                var source = new SourceSchema(graph.Name, SourceKind.GraphQL, schema, graph.Url);
                sources.Add(new SourceFacts(sources.Count, source, schema));
            }
        }

        return errors.HasErrors
            ? errors.Result(null)
            : errors.Result(SupergraphAssembly.Assemble(
                PlainSchema.Of(supergraphSdl), sources, new Overrides(sources), errors));
    }
}

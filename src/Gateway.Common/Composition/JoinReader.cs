using Gateway.Common.Composition.Assembly;
using Gateway.Common.Composition.Joining;
using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition;

/// <summary>Reads a supergraph that someone composed already: SDL with join directives.</summary>
/// <remarks>
/// Shape: each graph's own schema is written anew from the join directives, what they are together is what is left
/// without these, and both meet in the same assembly as composed sources do; nothing is merged or checked for
/// satisfiability again.
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

    public static CompositionResult Read(DocumentNode supergraphSdl) =>
        Join(ReadGraphs(supergraphSdl), ReadWhole(supergraphSdl));

    /// <summary>Each graph by itself; <see cref="ReadWhole"/> may run at the same time.</summary>
    public static JoinedGraphs ReadGraphs(DocumentNode supergraphSdl)
    {
        var errors = new ErrorLog();
        var graphs = new JoinGraphs(JoinGraph.ReadAll(supergraphSdl));
        if (graphs.All.Count == 0)
        {
            errors.Add(
                CompositionErrorCodes.InvalidGraphQL, "join__Graph",
                "The document is no supergraph: enum join__Graph with @join__graph(name:, url:) is missing.");
            return new JoinedGraphs([], new Overrides([]), errors);
        }

        IReadOnlyList<DocumentNode> documents;
        try
        {
            documents = GraphSchemaWriter.Write(JoinOwners.Spell(supergraphSdl), graphs);
        }
        catch (JoinException fault)
        {
            errors.Add(CompositionErrorCodes.InvalidGraphQL, fault.Coordinate, fault.Message);
            return new JoinedGraphs([], new Overrides([]), errors);
        }

        var sources = new List<SourceFacts>();
        foreach (var (index, document) in documents.Index())
        {
            var graph = graphs.All[index];
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

        return new JoinedGraphs(sources, new Overrides(sources), errors);
    }

    /// <summary>What the graphs are together.</summary>
    public static JoinedWhole ReadWhole(DocumentNode supergraphSdl)
    {
        var errors = new ErrorLog();
        return new JoinedWhole(SupergraphAssembly.Build(PlainSchema.Of(supergraphSdl), errors), errors);
    }

    /// <summary>What is wrong with graphs is told before what is wrong with the whole.</summary>
    public static CompositionResult Join(JoinedGraphs graphs, JoinedWhole whole)
    {
        if (graphs.Errors.HasErrors || whole.Schemas is not { } schemas)
        {
            return (graphs.Errors.HasErrors ? graphs.Errors : whole.Errors).Result(null);
        }

        return graphs.Errors.Result(SupergraphAssembly.Assemble(schemas, graphs.Sources, graphs.Overrides));
    }
}

/// <summary>The graphs of a supergraph's document.</summary>
internal sealed record JoinedGraphs(IReadOnlyList<SourceFacts> Sources, Overrides Overrides, ErrorLog Errors);

/// <summary>A supergraph's document without its graphs.</summary>
/// <param name="Schemas">Null where there are errors.</param>
internal sealed record JoinedWhole(MergedSchemas? Schemas, ErrorLog Errors);

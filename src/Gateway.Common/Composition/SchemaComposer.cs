using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Model;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition;

/// <summary>Composes source schemas: read, merge, model.</summary>
/// <remarks>Source: GraphQL Composite Schemas §4 Composition; Apollo Federation 2 composition. All errors of a run are reported.</remarks>
internal static class SchemaComposer
{
    public static CompositionResult Compose(IReadOnlyList<SourceSchema> sources)
    {
        var errors = new List<CompositionError>();
        var views = sources.Select((source, index) => new SourceView(source, index)).ToArray();
        var types = TypeMerger.Merge(views, errors);
        if (errors.Exists(static error => error.IsError))
        {
            return new CompositionResult(null, errors);
        }

        var schema = Build(SdlOf(types, isApi: false), errors);
        var api = Build(SdlOf(types, isApi: true), errors);
        if (schema is null || api is null)
        {
            return new CompositionResult(null, errors);
        }

        var model = new ModelBuilder(views, schema, errors).Build();
        return errors.Exists(static error => error.IsError)
            ? new CompositionResult(null, errors)
            : new CompositionResult(new Supergraph(schema, api, sources, model), errors);
    }

    private static string SdlOf(IReadOnlyList<MergedType> types, bool isApi) =>
        string.Join('\n', types.Select(type => type.ToSdl(isApi)).Where(static text => text.Length > 0));

    private static GraphQLSchema? Build(string sdl, List<CompositionError> errors)
    {
        var built = SchemaBuilder.Build(Parser.Parse(sdl), new SchemaBuildOptions { AllowUnknownDirectives = true });
        foreach (var diagnostic in built.Diagnostics)
        {
            errors.Add(new CompositionError(CompositionCodes.SchemaInvalid, diagnostic.Message));
        }

        return built.Schema;
    }
}

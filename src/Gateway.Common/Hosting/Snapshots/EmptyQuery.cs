using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Sources.Local;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>A query type where sources have nothing but changes or streams.</summary>
/// <remarks>
/// GraphQL demands one, with a field: a source of the gateway's own gives <c>_empty</c>, which is null. Sources that
/// cannot be called at all get none: there is nothing to serve. Source: GraphQL §3.3.1 Root Operation Types.
/// </remarks>
internal static class EmptyQuery
{
    /// <summary>No setting can name a source so.</summary>
    public const string SourceName = "_gateway";

    private const string Sdl = """
        type Query {
          "Always null: the sources have no queries, and a schema must have one."
          _empty: Boolean @local
        }

        directive @local on FIELD_DEFINITION
        """;

    /// <summary>What answers it.</summary>
    public static LocalSource Source { get; } = new(Sdl, new LocalFields().Add("Query._empty", static (_, output) =>
    {
        output.WriteNullValue();
        return ValueTask.CompletedTask;
    }));

    public static bool IsNeeded(IReadOnlyList<SourceSchema> schemas) =>
        schemas.All(static source => source.Schema.QueryType is null)
        && schemas.Any(static source =>
            source.Schema.MutationType is not null || source.Schema.SubscriptionType is not null);

    public static SourceSchema Schema(SourceKind kind) => new(
        SourceName, kind, SchemaBuilder.BuildOrThrow(Parser.Parse(Sdl), SchemaBuildOptions.SourceSchema));
}

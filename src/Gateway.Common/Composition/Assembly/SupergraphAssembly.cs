using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Assembly;

/// <summary>A merged schema, and what clients see of it.</summary>
internal sealed record MergedSchemas(GraphQLSchema Schema, GraphQLSchema Api);

/// <summary>Joins a merged schema with what each source knows of its types.</summary>
/// <remarks>
/// Shape: O(sources) for each type, when it is asked for. Composition and join SDL both end here.
/// </remarks>
internal static class SupergraphAssembly
{
    private static readonly SchemaBuildOptions MergedOptions =
        new() { AllowUnknownDirectives = true, AllowMissingQueryType = true };

    /// <summary>What is left of a sound schema by the rules on what is hidden is sound.</summary>
    private static readonly SchemaBuildOptions ApiOptions = MergedOptions with { AssumeValid = true };

    /// <returns>Null where the merged schema is not sound.</returns>
    public static MergedSchemas? Build(DocumentNode merged, ErrorLog errors) =>
        Build(merged, MergedOptions, errors) is { } schema
        && Build(ApiSchema.Of(merged), ApiOptions, errors) is { } api
            ? new MergedSchemas(schema, api)
            : null;

    public static Supergraph Assemble(
        MergedSchemas merged, IReadOnlyList<SourceFacts> sources, Overrides overrides)
    {
        var schema = merged.Schema;
        return new Supergraph(
            schema,
            merged.Api,
            [.. sources.Select(facts => facts.Source)],
            type => type.IsComposite && !BuiltIn.IsIntrospectionType(type.Name)
                ? AssembleType(type, sources, overrides)
                : null)
        {
            OverrideLabels = overrides.Labels,
            UsesContexts = sources.Any(ContextFields.AreUsed),
            InterfaceObjects = [.. sources.SelectMany(InterfaceObjects).Distinct().Select(schema.FindType)
                .OfType<NamedType>()],
        };
    }

    private static GraphQLSchema? Build(DocumentNode document, SchemaBuildOptions options, ErrorLog errors)
    {
        var built = SchemaBuilder.Build(document, options);
        foreach (var fault in built.Diagnostics)
        {
            errors.Add(new CompositionError(
                CompositionErrorCodes.InvalidGraphQL,
                $"The merged schema is not sound: {fault.Code}: {fault.Message}"));
        }

        return built.Schema;
    }

    private static IEnumerable<string> InterfaceObjects(SourceFacts facts) =>
        facts.Types.Where(named => facts.IsInterfaceObject(named.Value)).Select(static named => named.Key);

    /// <returns>Null for a type that no source has.</returns>
    private static SupergraphType? AssembleType(
        NamedType type, IReadOnlyList<SourceFacts> sources, Overrides overrides)
    {
        var typeSources = new List<TypeSource>();
        var fields = new Dictionary<string, List<FieldSource>>();
        foreach (var facts in sources)
        {
            if (Find(facts, type) is not { } found)
            {
                continue;
            }

            typeSources.Add(new TypeSource
            {
                Source = facts.Index,
                Type = found,
                IsInterfaceObject = facts.IsInterfaceObject(found),
                Lookups = TypeLookups.Of(facts, found),
            });
            AddFields(facts, found, overrides, fields);
        }

        return typeSources.Count == 0 ? null : new SupergraphType(type, typeSources, Join(type, fields));
    }

    /// <summary>The type itself, or the interface object that stands for an interface of it.</summary>
    private static NamedType? Find(SourceFacts facts, NamedType type)
    {
        if (facts.Types.TryGetValue(type.Name, out var own))
        {
            return own;
        }

        foreach (var face in type is ObjectType { Interfaces: var faces } ? faces : [])
        {
            if (facts.Types.TryGetValue(face.Name, out var stand) && facts.IsInterfaceObject(stand))
            {
                return stand;
            }
        }

        return null;
    }

    private static void AddFields(
        SourceFacts facts, NamedType type, Overrides overrides, Dictionary<string, List<FieldSource>> fields)
    {
        foreach (var field in type is ComplexType complex ? facts.FieldsOf(complex) : [])
        {
            if (!fields.TryGetValue(field.Name, out var found))
            {
                fields.Add(field.Name, found = []);
            }

            found.Add(FieldSources.Of(facts, field, overrides));
        }
    }

    private static Dictionary<string, SupergraphField> Join(
        NamedType type, Dictionary<string, List<FieldSource>> fields)
    {
        var joined = new Dictionary<string, SupergraphField>();
        foreach (var definition in type is ComplexType complex ? complex.Fields : MemberMap<FieldDefinition>.Empty)
        {
            if (fields.TryGetValue(definition.Name, out var sources))
            {
                joined.Add(definition.Name, new SupergraphField(definition, sources));
            }
        }

        return joined;
    }
}

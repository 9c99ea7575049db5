using Gateway.Common.Composition.Assembly;
using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Composition.Rules;
using Gateway.Common.Composition.Satisfiability;

namespace Gateway.Common.Composition;

/// <summary>Makes one supergraph of many source schemas.</summary>
/// <remarks>
/// Shape: rules of each source → rules of all → merge → rules of the whole → satisfiability; a stage runs all its
/// rules, and the next one starts only where there was no error. Source: Composite Schemas §4 Composition.
/// </remarks>
internal static class SchemaComposer
{
    /// <summary>
    /// What is wrong with sources each by itself: all that can be told where another one cannot be read.
    /// </summary>
    public static IReadOnlyList<CompositionError> CheckAlone(IReadOnlyList<SourceSchema> sources)
    {
        var errors = new ErrorLog();
        SourceRules.Check([.. sources.Select((source, index) => new SourceFacts(index, source))], errors);
        return errors.Errors;
    }

    public static CompositionResult Compose(IReadOnlyList<SourceSchema> sources)
    {
        var errors = new ErrorLog();
        var supergraph = Merge(sources, errors);
        if (supergraph is not null)
        {
            SatisfiabilityCheck.Check(supergraph, errors);
        }

        return errors.Result(supergraph);
    }

    /// <summary>All stages but the last: whether sources can answer what clients may ask is not looked at.</summary>
    /// <returns>Null where there are errors.</returns>
    public static Supergraph? Merge(IReadOnlyList<SourceSchema> sources, ErrorLog errors)
    {
        // A source alone is the whole: nothing asks for other names than its own. Subgraphs are always asked for them.
        var named = sources is [{ Kind: not SourceKind.GraphQL } only] ? only.Schema : null;
        var facts = sources.Select((source, index) => new SourceFacts(index, source, named)).ToArray();
        SourceRules.Check(facts, errors);
        if (errors.HasErrors)
        {
            return null;
        }

        var context = new MergeContext(facts, errors);
        PreMergeRules.Check(context);
        if (errors.HasErrors)
        {
            return null;
        }

        var merged = SchemaMerge.Merge(context);
        PostMergeRules.Check(context, merged);
        if (errors.HasErrors)
        {
            return null;
        }

        return SupergraphAssembly.Build(merged, errors) is { } schemas
            ? SupergraphAssembly.Assemble(schemas, facts, context.Overrides)
            : null;
    }
}

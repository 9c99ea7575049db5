using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>Only the root of query operations is called Query.</summary>
/// <remarks>
/// Source: Composite Schemas §4.1 Root Query Used. A Federation source may call its root as it likes, if no other type
/// has the name.
/// </remarks>
internal static class RootQueryUsedRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) =>
        RootNames.Check(facts, errors, OperationType.Query, CompositionErrorCodes.RootQueryUsed);
}

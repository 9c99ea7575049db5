using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>Only the root of subscription operations is called Subscription.</summary>
/// <remarks>
/// Source: Composite Schemas §4.1 Root Subscription Used. A Federation source may call its root as it likes, if no
/// other type has the name.
/// </remarks>
internal static class RootSubscriptionUsedRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) =>
        RootNames.Check(facts, errors, OperationType.Subscription, CompositionErrorCodes.RootSubscriptionUsed);
}

using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules;

/// <summary>Where a root type has a name of its own, no other type has the default one.</summary>
/// <remarks>Source: Composite Schemas §4.1 Root Query Used, Root Mutation Used, Root Subscription Used.</remarks>
internal static class RootTypeNameRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var operation in Enum.GetValues<OperationType>())
        {
            var name = operation.ToString();
            if (facts.Schema.FindType(name) is { } type
                && facts.Schema.RootType(operation) is { } root && root != type)
            {
                errors.Add(
                    CompositionErrorCodes.RootTypeNameUsed, facts, type,
                    $"Type {name} is not the root of its operation, {root.Name} is: rename one of them.");
            }
        }
    }
}

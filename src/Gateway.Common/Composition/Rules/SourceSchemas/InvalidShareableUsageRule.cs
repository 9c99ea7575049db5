using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>Only what is resolved for one object can be shared.</summary>
/// <remarks>Source: Composite Schemas §4.1 Invalid Shareable Usage; Apollo INVALID_SHAREABLE_USAGE.</remarks>
internal static class InvalidShareableUsageRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.OwnFields)
        {
            var isShared = facts.Has(field, Words.Shareable);
            if (field.DeclaringType is InterfaceType && isShared)
            {
                Add(facts, errors, field, "a field of an interface, which nothing resolves");
            }
            else if (field.DeclaringType == facts.Schema.SubscriptionType
                && (isShared || facts.Has(field.DeclaringType, Words.Shareable)))
            {
                Add(facts, errors, field, "a stream of events, of which there can be one only");
            }
        }
    }

    private static void Add(SourceFacts facts, ErrorLog errors, FieldDefinition field, string what) => errors.Add(
        CompositionErrorCodes.InvalidShareableUsage, facts, field,
        $"{field.Coordinate} is @shareable but {what}: remove the directive.");
}

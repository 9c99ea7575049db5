using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>Only a field that returns a type with fields provides some of them.</summary>
/// <remarks>
/// Source: Composite Schemas §4.1 Provides on Non-Composite Field. Federation allows unions, by fragments on their
/// members.
/// </remarks>
internal static class ProvidesOnNonCompositeFieldRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var use in facts.Uses.Provides)
        {
            var isComposite = facts.Dialect == Dialect.Composite ? use.Target is ComplexType : use.Target.IsComposite;
            if (!isComposite)
            {
                FieldSetRules.Add(
                    facts, errors, use, Words.Provides, CompositionErrorCodes.ProvidesOnNonCompositeField,
                    $"{use.Target.Name} has no fields of its own", "remove it");
            }
        }
    }
}

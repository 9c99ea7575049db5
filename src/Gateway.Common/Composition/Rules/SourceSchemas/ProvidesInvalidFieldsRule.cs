using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What a field provides are fields of the type it returns.</summary>
/// <remarks>Source: Composite Schemas §4.1 Provides Invalid Fields.</remarks>
internal static class ProvidesInvalidFieldsRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        // What returns no type with fields is another rule's matter.
        var uses = facts.Uses.Provides.Where(use => use.Target.IsComposite).ToList();
        FieldSetRules.CheckFields(facts, errors, uses, Words.Provides, CompositionErrorCodes.ProvidesInvalidFields);
    }
}

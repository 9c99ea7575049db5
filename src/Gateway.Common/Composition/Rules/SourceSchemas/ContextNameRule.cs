using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A context has a name of letters and digits.</summary>
/// <remarks>Source: Apollo Federation 2.8 CONTEXT_NAME_INVALID, CONTEXT_NAME_CONTAINS_UNDERSCORE.</remarks>
internal static class ContextNameRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var type in facts.Schema.Types)
        {
            foreach (var name in ContextFields.Names(facts, type))
            {
                if (name.Contains('_'))
                {
                    Add(facts, errors, type, CompositionErrorCodes.ContextNameContainsUnderscore, name);
                }
                else if (!FieldSets.IsName(name))
                {
                    Add(facts, errors, type, CompositionErrorCodes.ContextNameInvalid, name);
                }
            }
        }
    }

    private static void Add(SourceFacts facts, ErrorLog errors, NamedType type, string code, string name) => errors.Add(
        code, facts, type,
        $"Context '{name}' of {type.Name} cannot be named so: use letters and digits only, a letter first.");
}

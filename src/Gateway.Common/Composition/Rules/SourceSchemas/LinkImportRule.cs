using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A source imports what the specification has, from a version that there is.</summary>
/// <remarks>Source: Apollo Federation INVALID_LINK_DIRECTIVE_USAGE, UNKNOWN_FEDERATION_LINK_VERSION.</remarks>
internal static class LinkImportRule
{
    private static readonly HashSet<string> Types = ["FieldSet", "Scope", "Policy", "ContextFieldValue", "Any"];

    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var link in facts.Links.Where(link => link.IsFederation))
        {
            if (link.Version is not { Major: 1 or 2 })
            {
                errors.Add(
                    CompositionErrorCodes.UnknownFederationLinkVersion, facts, "schema",
                    $"'{link.Url}' names no version of Federation that is known: link v2.0 to v2.11.",
                    Places.Of(facts.Schema, link.Directive));
            }

            foreach (var (name, alias) in link.Imports)
            {
                if (!IsKnown(name) || name.StartsWith('@') != alias.StartsWith('@'))
                {
                    errors.Add(
                        CompositionErrorCodes.InvalidLinkDirectiveUsage, facts, "schema",
                        $"Federation has no {name} that could be imported as {alias}: correct the name, and begin "
                        + "directives with @ in both.",
                        Places.Of(facts.Schema, link.Directive));
                }
            }
        }
    }

    private static bool IsKnown(string name) =>
        name.StartsWith('@') ? Words.IsFederation(name[1..]) : Types.Contains(name);
}

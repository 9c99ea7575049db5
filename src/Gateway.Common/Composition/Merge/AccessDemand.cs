using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>What members of a schema demand of a caller, taken together.</summary>
/// <param name="NeedsIdentity"><c>@authenticated</c>.</param>
/// <param name="Alternatives">For each <c>@requiresScopes</c> and <c>@policy</c> its word and alternatives, of which
/// one has to be held whole.</param>
internal sealed record AccessDemand(
    bool NeedsIdentity, IReadOnlyList<(string Word, IReadOnlyList<HashSet<string>> Sets)> Alternatives)
{
    public static AccessDemand Of(IEnumerable<DirectiveNode> directives)
    {
        var needsIdentity = false;
        var alternatives = new List<(string Word, IReadOnlyList<HashSet<string>> Sets)>();
        foreach (var directive in directives)
        {
            var word = directive.Name.Value;
            needsIdentity |= word == Words.Authenticated;
            if (word is Words.RequiresScopes or Words.Policy)
            {
                var argument = word == Words.Policy ? "policies"u8 : "scopes"u8;
                alternatives.Add((word, Read(DirectiveArguments.Find(directive, argument))));
            }
        }

        return new AccessDemand(needsIdentity, alternatives);
    }

    /// <summary>Whether whoever meets this demand meets the other one too.</summary>
    public bool Implies(AccessDemand other) =>
        (!other.NeedsIdentity || NeedsIdentity || Alternatives.Count > 0)
        && other.Alternatives.All(theirs => Alternatives.Any(ours => ours.Word == theirs.Word
            && ours.Sets.All(set => theirs.Sets.Any(set.IsSupersetOf))));

    private static List<HashSet<string>> Read(ValueNode? value) =>
        [.. ((value as ListValueNode)?.Values ?? []).Select(inner => inner is ListValueNode names
            ? names.Values.Select(DirectiveArguments.Text).OfType<string>().ToHashSet()
            : [DirectiveArguments.Text(inner) ?? ""])];
}

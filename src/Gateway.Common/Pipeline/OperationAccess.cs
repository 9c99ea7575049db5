using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Policies.Authorization;
using Gateway.Common.Policies.Identity;

namespace Gateway.Common.Pipeline;

/// <summary>
/// What an operation needs of its caller, gathered from the directives of the fields and types that it
/// names.
/// </summary>
/// <param name="NeedsIdentity"><c>@authenticated</c>, <c>@owner</c>, or an argument that a claim fills: the answer is
/// the caller's alone.</param>
/// <param name="ScopeSets">Each set's scopes must all be held: one set for each alternative list of
/// <c>@requiresScopes</c> on the way.</param>
/// <param name="PolicySets">The same of <c>@policy</c>: names of policies that must all allow the caller.</param>
internal sealed record OperationAccess(
    bool NeedsIdentity,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> ScopeSets,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> PolicySets)
{
    /// <summary>An operation's access, the whole operation being refused when one of its fields is.</summary>
    public static OperationAccess Of(Supergraph supergraph, QueryPlan plan, DocumentNode document)
    {
        var needsIdentity = UsesClaims(plan);
        List<IReadOnlyList<IReadOnlyList<string>>> scopes = [];
        List<IReadOnlyList<IReadOnlyList<string>>> policies = [];
        foreach (var directive in SchemaUses.Of(supergraph.Schema, document))
        {
            needsIdentity |= directive.Name.Is("authenticated"u8) || directive.Name.Is("owner"u8);
            if (directive.Name.Is("requiresScopes"u8))
            {
                needsIdentity = true;
                scopes.Add(ReadNames(directive, "scopes"u8));
            }
            else if (directive.Name.Is("policy"u8))
            {
                needsIdentity = true;
                policies.Add(ReadNames(directive, "policies"u8));
            }
        }

        return new OperationAccess(needsIdentity, scopes.ToArray(), policies.ToArray());
    }

    /// <param name="caller">Who asks.</param>
    /// <param name="policies">The host's policies by name; a name that is not among them allows nobody.</param>
    /// <returns>Null when the caller may run it; else why not.</returns>
    public string? Check(ClientIdentity caller, IReadOnlyDictionary<string, AccessPolicyOptions> policies)
    {
        if (NeedsIdentity && !caller.IsAuthenticated)
        {
            return RequestErrorCodes.Unauthenticated;
        }

        foreach (var alternatives in ScopeSets)
        {
            if (!alternatives.Any(all => all.All(caller.Scopes.Contains)))
            {
                return RequestErrorCodes.Forbidden;
            }
        }

        return PolicySets.Count == 0 || AllowsByPolicies(caller, policies) ? null : RequestErrorCodes.Forbidden;
    }

    /// <remarks>Fail closed: a list without names allows nobody either.</remarks>
    private bool AllowsByPolicies(ClientIdentity caller, IReadOnlyDictionary<string, AccessPolicyOptions> policies)
    {
        var subject = new AccessSubject(caller.IsAuthenticated, caller.Scopes, caller.Claims);
        return PolicySets.All(alternatives => alternatives.Any(all => all.Count > 0 && all.All(name =>
            policies.TryGetValue(name, out var policy) && policy.Evaluate(subject) == AccessDecision.Allowed)));
    }

    private static bool UsesClaims(QueryPlan plan)
    {
        foreach (var fetch in plan.Fetches)
        {
            foreach (var part in fetch.Parts)
            {
                if (UsesClaims(part.Selection))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool UsesClaims(FetchSelection selection)
    {
        foreach (var field in selection.Fields)
        {
            foreach (var argument in field.Arguments)
            {
                if (argument.Source == ArgumentSource.Claim)
                {
                    return true;
                }
            }

            if (field.Selection is { } child && UsesClaims(child))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The alternative lists of names that a directive's argument holds.</summary>
    public static List<IReadOnlyList<string>> ReadNames(DirectiveNode directive, ReadOnlySpan<byte> argument)
    {
        foreach (var given in directive.Arguments)
        {
            if (given.Name.Is(argument) && given.Value is ListValueNode outer)
            {
                return [.. outer.Values.OfType<ListValueNode>().Select(IReadOnlyList<string> (inner) =>
                    [.. inner.Values.OfType<StringValueNode>().Select(name => name.Value)])];
            }
        }

        return [];
    }
}

using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning;
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
internal sealed record OperationAccess(
    bool NeedsIdentity, IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> ScopeSets)
{
    /// <summary>An operation's access, the whole operation being refused when one of its fields is.</summary>
    public static OperationAccess Of(Supergraph supergraph, QueryPlan plan, DocumentNode document)
    {
        var needsIdentity = plan.Fetches.Any(fetch => fetch.Parts.Any(part => UsesClaims(part.Selection)));
        var scopes = new List<IReadOnlyList<IReadOnlyList<string>>>();
        foreach (var member in SchemaUses.Of(supergraph.Schema, document))
        {
            foreach (var directive in member)
            {
                needsIdentity |= directive.Name.Is("authenticated"u8) || directive.Name.Is("owner"u8);
                if (directive.Name.Is("requiresScopes"u8))
                {
                    needsIdentity = true;
                    scopes.Add(ReadScopes(directive));
                }
                else if (directive.Name.Is("policy"u8))
                {
                    // Nothing here decides policies yet: what asks for one is nobody's.
                    needsIdentity = true;
                    scopes.Add([]);
                }
            }
        }

        return new OperationAccess(needsIdentity, scopes);
    }

    /// <returns>Null when the caller may run it; else why not.</returns>
    public string? Check(ClientIdentity caller)
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

        return null;
    }

    private static bool UsesClaims(FetchSelection selection) => selection.Fields.Any(field =>
        field.Arguments.Any(argument => argument.Source == ArgumentSource.Claim)
        || (field.Selection is { } child && UsesClaims(child)));

    private static List<IReadOnlyList<string>> ReadScopes(DirectiveNode directive) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name.Is("scopes"u8))?.Value is ListValueNode outer
            ? [.. outer.Values.OfType<ListValueNode>().Select(IReadOnlyList<string> (inner) =>
                [.. inner.Values.OfType<StringValueNode>().Select(scope => scope.Value)])]
            : [];
}

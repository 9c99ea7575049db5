using System.Collections.Frozen;
using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.Authorization;

/// <summary>The named policies of a host; a name it does not know denies.</summary>
/// <remarks>
/// Unknown names are found at start by <see cref="ValidateReferences"/>; denying at run time is the second fence.
/// </remarks>
internal sealed class AccessPolicies
{
    /// <summary>Always defined: any authenticated caller.</summary>
    public const string Authenticated = "Authenticated";

    /// <summary>Always defined: everybody. A route has to name it to be open.</summary>
    public const string Anonymous = "Anonymous";

    private readonly FrozenDictionary<string, AccessPolicyOptions> _policies;

    public AccessPolicies(IReadOnlyDictionary<string, AccessPolicyOptions> policies)
    {
        var all = new Dictionary<string, AccessPolicyOptions>(policies, StringComparer.Ordinal)
        {
            [Authenticated] = new AccessPolicyOptions(),
            [Anonymous] = new AccessPolicyOptions { AllowAnonymous = true },
        };
        _policies = all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyCollection<string> Names => _policies.Keys;

    /// <summary>Decides by policy name; null, empty and unknown names deny.</summary>
    public AccessDecision Evaluate(string? name, in AccessSubject subject) =>
        name is not null && _policies.TryGetValue(name, out var policy)
            ? policy.Evaluate(subject)
            : AccessDecision.Forbidden;

    /// <summary>Problems of the policies themselves and of every use of a name, each use given with its path.</summary>
    public static IReadOnlyList<SettingProblem> ValidateReferences(
        string path,
        IReadOnlyDictionary<string, AccessPolicyOptions> policies,
        IEnumerable<(string Path, string? Name)> references)
    {
        var problems = new List<SettingProblem>();
        foreach (var (name, policy) in policies)
        {
            problems.AddRange(policy.Validate($"{path}:{name}"));
            if (name is Authenticated or Anonymous)
            {
                problems.Add(new SettingProblem($"{path}:{name}", $"'{name}' is built in.", "Choose another name."));
            }
        }

        foreach (var (usedAt, name) in references)
        {
            if (name is not (Authenticated or Anonymous) && (name is null || !policies.ContainsKey(name)))
            {
                problems.Add(new SettingProblem(
                    usedAt, $"No access policy '{name}'.", $"Define it under {path} or name '{Authenticated}'."));
            }
        }

        return problems;
    }
}

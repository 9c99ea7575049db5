using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.Authorization;

/// <summary>What a caller must have to use a route, document or field.</summary>
/// <remarks>All conditions that are set must hold. With none set, any authenticated caller is allowed.</remarks>
internal sealed record AccessPolicyOptions
{
    public const int ConditionsMax = 64;

    /// <summary>Lets callers without identity in; default false. Excludes every other condition.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>Scopes that must all be granted; at most 64; default none.</summary>
    public IReadOnlyList<string> ScopesAll { get; init; } = [];

    /// <summary>Scopes of which one must be granted; at most 64; default none.</summary>
    public IReadOnlyList<string> ScopesAny { get; init; } = [];

    /// <summary>
    /// Claims by name, each with the values of which one must be held; an empty list means any value.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Claims { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        problems.Require(
            !AllowAnonymous || (ScopesAll.Count == 0 && ScopesAny.Count == 0 && Claims.Count == 0),
            nameof(AllowAnonymous),
            "An anonymous policy cannot ask for scopes or claims.",
            "Remove AllowAnonymous or the conditions.");
        problems.RequireRange(ScopesAll.Count, 0, ConditionsMax, nameof(ScopesAll));
        problems.RequireRange(ScopesAny.Count, 0, ConditionsMax, nameof(ScopesAny));
        problems.RequireRange(Claims.Count, 0, ConditionsMax, nameof(Claims));
        problems.Require(
            !ScopesAll.Concat(ScopesAny).Concat(Claims.Keys).Any(string.IsNullOrWhiteSpace),
            nameof(ScopesAll),
            "A scope or claim name is empty.",
            "Remove the empty entry.");
        return problems.All;
    }

    /// <summary>Decides for one caller; allocates nothing.</summary>
    public AccessDecision Evaluate(in AccessSubject subject)
    {
        if (AllowAnonymous)
        {
            return AccessDecision.Allowed;
        }

        if (!subject.IsAuthenticated)
        {
            return AccessDecision.Unauthenticated;
        }

        return HoldsScopes(subject) && HoldsClaims(subject) ? AccessDecision.Allowed : AccessDecision.Forbidden;
    }

    private bool HoldsScopes(in AccessSubject subject)
    {
        for (var i = 0; i < ScopesAll.Count; i++)
        {
            if (!subject.Scopes.Contains(ScopesAll[i]))
            {
                return false;
            }
        }

        if (ScopesAny.Count == 0)
        {
            return true;
        }

        for (var i = 0; i < ScopesAny.Count; i++)
        {
            if (subject.Scopes.Contains(ScopesAny[i]))
            {
                return true;
            }
        }

        return false;
    }

    private bool HoldsClaims(in AccessSubject subject)
    {
        if (Claims.Count == 0)
        {
            return true;
        }

        foreach (var (name, allowed) in Claims)
        {
            if (!subject.Claims.TryGetValue(name, out var held) || !HoldsOne(held, allowed))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsOne(IReadOnlyList<string> held, IReadOnlyList<string> allowed)
    {
        for (var i = 0; i < held.Count; i++)
        {
            if (allowed.Count == 0 || Contains(allowed, held[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(IReadOnlyList<string> values, string value)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (string.Equals(values[i], value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

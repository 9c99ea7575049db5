using Gateway.Common.Policies.Authorization;

namespace Gateway.Common.Tests.Policies.Authorization;

public sealed class AccessPolicyTests
{
    private static readonly AccessSubject Nobody = Subject(isAuthenticated: false);

    public static TheoryData<string, string, string> Decisions => new()
    {
        { "any", "", "Allowed" },
        { "any", "-", "Unauthenticated" },
        { "open", "-", "Allowed" },
        { "all", "orders:read orders:write", "Allowed" },
        { "all", "orders:read", "Forbidden" },
        { "all", "ORDERS:READ orders:write", "Forbidden" },
        { "all", "-", "Unauthenticated" },
        { "one", "orders:write", "Allowed" },
        { "one", "other", "Forbidden" },
        { "one", "", "Forbidden" },
        { "tier", "tier=gold", "Allowed" },
        { "tier", "tier=iron tier=silver", "Allowed" },
        { "tier", "tier=iron", "Forbidden" },
        { "tier", "", "Forbidden" },
        { "present", "tenant=7", "Allowed" },
        { "present", "", "Forbidden" },
        { "Authenticated", "", "Allowed" },
        { "Authenticated", "-", "Unauthenticated" },
        { "Anonymous", "-", "Allowed" },
        { "unknown", "orders:read orders:write tier=gold", "Forbidden" },
        { "", "orders:read", "Forbidden" },
    };

    [Theory]
    [MemberData(nameof(Decisions))]
    public void Each_policy_decides(string policy, string held, string expected)
    {
        var subject = held == "-" ? Nobody : Subject(true, held.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(Enum.Parse<AccessDecision>(expected), Policies().Evaluate(policy, subject));
    }

    [Fact]
    public void No_name_and_a_forgotten_decision_deny()
    {
        Assert.Equal(AccessDecision.Forbidden, Policies().Evaluate(null, Subject(true)));
        Assert.Equal("FORBIDDEN", AccessCodes.CodeOf(default));
        Assert.Equal("UNAUTHENTICATED", AccessCodes.CodeOf(AccessDecision.Unauthenticated));
        Assert.Null(AccessCodes.CodeOf(AccessDecision.Allowed));
    }

    [Fact]
    public void Unknown_and_contradictory_names_are_refused_at_start()
    {
        var policies = new Dictionary<string, AccessPolicyOptions>
        {
            ["odd"] = new() { AllowAnonymous = true, ScopesAll = ["a"] },
            ["Anonymous"] = new(),
        };
        var problems = AccessPolicies.ValidateReferences(
            "Gateway:Access:Policies",
            policies,
            [("Routes:a", "odd"), ("Routes:b", "ood"), ("Routes:c", null), ("Routes:d", "Authenticated")]);
        Assert.Equal(
            ["Gateway:Access:Policies:Anonymous", "Gateway:Access:Policies:odd:AllowAnonymous", "Routes:b", "Routes:c"],
            problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
    }

    private static AccessPolicies Policies() => new(new Dictionary<string, AccessPolicyOptions>
    {
        ["any"] = new(),
        ["open"] = new() { AllowAnonymous = true },
        ["all"] = new() { ScopesAll = ["orders:read", "orders:write"] },
        ["one"] = new() { ScopesAny = ["orders:read", "orders:write"] },
        ["tier"] = new() { Claims = new Dictionary<string, IReadOnlyList<string>> { ["tier"] = ["gold", "silver"] } },
        ["present"] = new() { Claims = new Dictionary<string, IReadOnlyList<string>> { ["tenant"] = [] } },
    });

    private static AccessSubject Subject(bool isAuthenticated, params string[] held) => new(
        isAuthenticated,
        held.Where(item => !item.Contains('=', StringComparison.Ordinal)).ToHashSet(),
        held.Where(item => item.Contains('=', StringComparison.Ordinal))
            .Select(item => item.Split('='))
            .GroupBy(pair => pair[0])
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(pair => pair[1])]));
}

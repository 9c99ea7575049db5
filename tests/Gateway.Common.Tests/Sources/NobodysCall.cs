using Gateway.Common.Policies.Resilience;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Sources;

/// <summary>What goes along with a call that no request is behind: no claims, headers or variables.</summary>
internal static class NobodysCall
{
    public static FetchContext Context() => new()
    {
        Store = new ResultStore(),
        RootRow = 0,
        IntrospectionRow = 0,
        Variables = VariableValues.Empty,
        Flags = [],
        Deadline = CallDeadline.None,
        FindClaims = static _ => [],
        EnforcesOwnership = true,
        FindHeader = static _ => null,
    };
}

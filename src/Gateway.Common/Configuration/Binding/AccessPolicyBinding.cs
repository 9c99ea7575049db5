using Gateway.Common.Policies.Authorization;

namespace Gateway.Common.Configuration.Binding;

/// <summary>Binds the policies that <c>@policy</c> names.</summary>
/// <remarks>
/// A list, not a table by name: names of policies hold colons by custom, which part the segments of a setting.
/// </remarks>
internal static class AccessPolicyBinding
{
    public const int PoliciesMax = 1_000;

    private const string Key = "Policies";

    public static IReadOnlyDictionary<string, AccessPolicyOptions> Read(SettingReader gateway)
    {
        var policies = new Dictionary<string, AccessPolicyOptions>(StringComparer.Ordinal);
        foreach (var item in gateway.Items(Key))
        {
            if (policies.Count == PoliciesMax)
            {
                gateway.Refuse(Key, $"More than {PoliciesMax} policies.", "Take some out.");
                break;
            }

            if (item.Text("Name") is not { } name)
            {
                item.Refuse("Name", "The policy has no name.", "Write the name that @policy gives it.");
                continue;
            }

            if (!policies.TryAdd(name, Bind(item, $"{GatewayOptions.Section}:{Key}:{item.Key}")))
            {
                item.Refuse("Name", "Another policy has this name.", "Give each policy a name of its own.");
            }
        }

        return policies;

        AccessPolicyOptions Bind(SettingReader item, string path)
        {
            var policy = new AccessPolicyOptions
            {
                ScopesAll = item.Texts("ScopesAll", []),
                ScopesAny = item.Texts("ScopesAny", []),
                Claims = item.NamedTexts("Claims"),
            };
            foreach (var problem in policy.Validate(path))
            {
                item.Refuse(problem.Path[(path.Length + 1)..], problem.Message, problem.Fix);
            }

            return policy;
        }
    }
}

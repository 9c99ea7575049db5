namespace Gateway.Architecture.Tests.Modules;

public sealed class ModuleTableTests
{
    [Fact]
    public void A_module_imports_only_rows_above_its_own()
    {
        var seen = new HashSet<string>();
        foreach (var module in ModuleTable.All)
        {
            Assert.All(module.Imports, import => Assert.Contains(import, seen));
            Assert.True(seen.Add(module.Name), $"{module.Name} stands twice in the table.");
        }
    }

    [Theory]
    [InlineData("Gateway.Common.Sources", "Sources")]
    [InlineData("Gateway.Common.Sources.Rest", "Sources.Rest")]
    [InlineData("Gateway.Common.Sources.Rest.Templates", "Sources.Rest")]
    [InlineData("Gateway.Common.Sources.RestPlus", "Sources")]
    [InlineData("Gateway.Common.SourcesPlus", null)]
    [InlineData("Gateway.Common.Policies", null)]
    [InlineData("Gateway.Common", null)]
    public void The_longest_name_owns_a_namespace(string @namespace, string? expected) =>
        Assert.Equal(expected, ModuleTable.Find(@namespace)?.Name);

    [Theory]
    [InlineData("Sources.")]
    [InlineData("Policies.")]
    public void Connectors_and_policies_never_import_one_another(string family) =>
        Assert.All(
            ModuleTable.All.Where(module => module.Name.StartsWith(family, StringComparison.Ordinal)),
            module => Assert.DoesNotContain(
                module.Imports, import => import.StartsWith(family, StringComparison.Ordinal)));
}

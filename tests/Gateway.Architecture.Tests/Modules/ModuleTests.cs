using Microsoft.CodeAnalysis.CSharp;

namespace Gateway.Architecture.Tests.Modules;

/// <summary>The repository's own sources against the module table.</summary>
public sealed class ModuleTests
{
    private static readonly Lazy<CSharpCompilation> LazyLibrary =
        new(() => Binding.Library(ModuleTable.Root, Repository.SourcesBelow("src/Gateway.Common")));

    public static TheoryData<string> Hosts { get; } = ["Bff.Web", "Bff.Mobile", "Bff.Partner"];

    private static CSharpCompilation Library => LazyLibrary.Value;

    [Fact]
    public void Everything_in_Gateway_Common_binds() => Violation.AssertNone(Binding.Errors(Library));

    [Fact]
    public void Modules_import_only_what_the_table_lists() => Violation.AssertNone(ModuleChecker.CheckModules(Library));

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Everything_in_a_host_binds(string name) => Violation.AssertNone(Binding.Errors(Host(name)));

    [Theory]
    [MemberData(nameof(Hosts))]
    public void A_host_uses_only_what_hosts_may(string name) =>
        Violation.AssertNone(ModuleChecker.CheckHost(Host(name)));

    private static CSharpCompilation Host(string name) =>
        Binding.Host(name, Repository.SourcesBelow($"src/{name}"), Library);
}

using System.Collections.Immutable;

namespace Gateway.Architecture.Tests.Modules;

/// <summary>One row of the module table.</summary>
/// <param name="Name">Namespace below <see cref="ModuleTable.Root"/>, such as <c>Policies.Caching</c>.</param>
/// <param name="Imports">Names of the modules whose types it may use, besides its own.</param>
internal sealed record Module(string Name, ImmutableArray<string> Imports)
{
    /// <summary>Namespaces of ASP.NET that it may use, each with all below it; for most modules none.</summary>
    public ImmutableArray<string> AspNet { get; init; } = [];

    /// <summary>True where it may also use every module's <c>…Options</c> records.</summary>
    public bool ReadsOptions { get; init; }

    public string Namespace => $"{ModuleTable.Root}.{Name}";
}

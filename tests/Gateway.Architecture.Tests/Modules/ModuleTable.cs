using System.Collections.Immutable;

namespace Gateway.Architecture.Tests.Modules;

/// <summary>The modules of Gateway.Common in reading order, and what each may import.</summary>
/// <remarks>
/// Source: the table of docs/architecture.md. A module imports only rows above its own, so there are no cycles.
/// A namespace belongs to the module with the longest matching name; what lies deeper than that name is private to it.
/// </remarks>
internal static class ModuleTable
{
    public const string Root = "Gateway.Common";
    public const string AspNetRoot = "Microsoft.AspNetCore";

    private static readonly string[] Policies =
    [
        "Policies.Identity", "Policies.Authorization", "Policies.RateLimiting", "Policies.Caching",
        "Policies.Resilience",
    ];

    private static readonly string[] SourceImports = ["Results", "Planning", "Schema", "Language", .. Policies];
    private static readonly string[] ConnectorImports = ["Sources", .. SourceImports];
    private static readonly string[] Connectors =
        ["Sources.GraphQL", "Sources.Rest", "Sources.Soap", "Sources.Grpc", "Sources.Local"];

    private static readonly string[] Engine = ["Validation", "Composition", .. ConnectorImports, "Execution"];

    public static ImmutableArray<Module> All { get; } =
    [
        new("Primitives", []),
        new("Telemetry", ["Primitives"]),
        Row("Language"),
        Row("Schema", "Language"),
        Row("Validation", "Schema", "Language"),
        Row("Composition", "Validation", "Schema", "Language"),
        Row("Results", "Schema"),
        Row("Planning", "Composition", "Results", "Schema", "Language"),
        Row("Policies.Identity") with { AspNet = [AspNetRoot] },
        Row("Policies.Authorization"),
        Row("Policies.RateLimiting"),
        Row("Policies.Caching"),
        Row("Policies.Resilience"),
        Row("Sources", SourceImports),
        Row("Sources.GraphQL", ConnectorImports),
        Row("Sources.Rest", ConnectorImports),
        Row("Sources.Soap", ConnectorImports),
        Row("Sources.Grpc", ConnectorImports),
        Row("Sources.Local", ConnectorImports),
        Row("Execution", "Planning", "Results", "Sources", "Schema", "Language"),
        Row("Pipeline", Engine),
        Row("Endpoints", ["Pipeline", "Schema", "Language", .. Policies]) with
        {
            AspNet = ["Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Http.Metadata"],
        },
        Row("Transport", ["Pipeline", "Endpoints", .. Policies]) with { AspNet = [AspNetRoot] },
        Row("Configuration") with { ReadsOptions = true },
        Row("Hosting", [.. Engine, .. Connectors, "Pipeline", "Endpoints", "Transport", "Configuration"]) with
        {
            AspNet = [AspNetRoot],
        },
    ];

    /// <summary>What a host's own code may use: types, or namespaces with all below; only public types bind.</summary>
    public static ImmutableArray<string> HostImports { get; } =
    [
        "Gateway.Common.Hosting",
        "Gateway.Common.Configuration.HostProfile",
        "Gateway.Common.Sources.Local",
        "Microsoft.AspNetCore.Builder",
        "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder",
        "Microsoft.Extensions.Configuration",
        "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging",
        "System",
    ];

    /// <summary>The module that owns a namespace; null for one that no row covers.</summary>
    public static Module? Find(string @namespace) =>
        All.Where(module => Covers(module.Namespace, @namespace)).MaxBy(module => module.Name.Length);

    /// <summary>True for the dotted name <paramref name="root"/> itself and for what lies below it.</summary>
    public static bool Covers(string root, string name) =>
        name.StartsWith(root, StringComparison.Ordinal) && (name.Length == root.Length || name[root.Length] == '.');

    private static Module Row(string name, params string[] imports) =>
        new(name, ["Primitives", "Telemetry", .. imports]);
}

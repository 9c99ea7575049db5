namespace Gateway.Architecture.Tests.Modules;

/// <summary>Plants one fault at a time in a small gateway and expects it to be named; then mends it.</summary>
public sealed class ModuleFaultTests
{
    /// <summary>One type or two in each module that the faults reach for. Clean by itself.</summary>
    private static readonly SourceFile[] World =
    [
        At("Telemetry/Meters.cs", "public sealed class Meters;"),
        At("Language/Node.cs", "public sealed class NodeAttribute : System.Attribute; public sealed record Node(int Start);"),
        At("Schema/Field.cs", "public sealed record Field(Language.Node Node);"),
        At("Composition/Supergraph.cs", "public sealed record Supergraph(int Graphs);"),
        At("Composition/Merge/TypeMerge.cs", "internal static class TypeMerge { internal const int GraphsMax = 9; }"),
        At("Planning/QueryPlan.cs", "public record QueryPlan(Composition.Supergraph Supergraph);"),
        At("Policies/Caching/Store.cs", "public sealed class Store; public sealed record StoreOptions(int EntriesMax);"),
        At("Sources/Fetches.cs", "public static class Fetches { public static Planning.QueryPlan Next() => null!; }"),
        At("Sources/Soap/Envelope.cs", "public sealed class Envelope;"),
        At("Sources/Local/LocalFields.cs", "public sealed class LocalFields;"),
        At("Execution/Executor.cs", "public sealed class Executor;"),
        At("Transport/Socket.cs", "public sealed record Socket(Microsoft.AspNetCore.Http.HttpContext Context);"),
        At("Hosting/Gateway.cs", "public static class Gateway { public static Execution.Executor Start() => null!; }"),
    ];

    [Fact]
    public void The_small_gateway_is_clean() => Violation.AssertNone(Breaches());

    [Fact]
    public void A_using_of_a_higher_module_is_named_with_the_type() => Check(
        "Language/Fault.cs",
        fault: "using Gateway.Common.Schema;#internal sealed record Fault(Field Field);",
        mended: "internal sealed record Fault(Node Node);",
        "1 Language uses Schema", "2 Language uses Schema.Field");

    [Fact]
    public void A_partly_qualified_name_without_a_using_is_named() => Check(
        "Planning/Fault.cs",
        fault: "internal sealed record Fault(Execution.Executor Executor);",
        mended: "internal sealed record Fault(QueryPlan Plan);",
        "2 Planning uses Execution.Executor");

    [Fact]
    public void A_fully_qualified_name_is_named() => Check(
        "Schema/Fault.cs",
        fault: "internal static class Fault { internal static object Make() => new global::Gateway.Common.Execution.Executor(); }",
        mended: "internal static class Fault { internal static object Make() => new Language.Node(1); }",
        "2 Schema uses Execution.Executor");

    [Fact]
    public void An_alias_is_named() => Check(
        "Schema/Fault.cs",
        fault: "using Runner = Gateway.Common.Execution.Executor;#internal sealed record Fault(Runner Runner);",
        mended: "using Leaf = Gateway.Common.Language.Node;#internal sealed record Fault(Leaf Leaf);",
        "1 Schema uses Execution.Executor", "2 Schema uses Execution.Executor");

    [Fact]
    public void A_type_reached_through_a_chain_of_members_is_named() => Check(
        "Sources/Fault.cs",
        fault: "internal static class Fault { internal static int Count() => Fetches.Next().Supergraph.Graphs; }",
        mended: "internal static class Fault { internal static bool Any() => Fetches.Next() is not null; }",
        "2 Sources uses Composition.Supergraph");

    [Fact]
    public void A_var_is_named_although_nothing_is_read_from_it() => Check(
        "Transport/Fault.cs",
        fault: "internal static class Fault { internal static void Run() { var plan = Sources.Fetches.Next(); } }",
        mended: "internal static class Fault { internal static void Run() { var meters = new Telemetry.Meters(); } }",
        "2 Transport uses Planning.QueryPlan", "2 Transport uses Sources.Fetches");

    [Fact]
    public void A_lambda_parameter_is_named() => Check(
        "Execution/Fault.cs",
        fault: "internal static class Fault { internal static readonly Func<Composition.Supergraph, int> Graphs = graph => 1; }",
        mended: "internal static class Fault { internal static readonly Func<Planning.QueryPlan, int> Graphs = plan => 1; }",
        "2 Execution uses Composition.Supergraph");

    [Fact]
    public void A_base_type_is_named() => Check(
        "Schema/Fault.cs",
        fault: "internal sealed record Fault(Composition.Supergraph Graph) : Planning.QueryPlan(Graph);",
        mended: "internal sealed record Fault(Language.Node Node);",
        "2 Schema uses Composition.Supergraph", "2 Schema uses Planning.QueryPlan");

    [Fact]
    public void An_attribute_is_named() => Check(
        "Results/Fault.cs",
        fault: "[Language.Node] internal static class Fault;",
        mended: "[System.Obsolete] internal static class Fault;",
        "2 Results uses Language.NodeAttribute");

    [Fact]
    public void A_type_argument_is_named() => Check(
        "Results/Fault.cs",
        fault: "internal static class Fault { internal static List<Execution.Executor[]?> Make() => []; }",
        mended: "internal static class Fault { internal static List<Schema.Field[]?> Make() => []; }",
        "2 Results uses Execution.Executor");

    [Fact]
    public void A_private_sub_folder_is_named_even_where_its_module_may_be_imported() => Check(
        "Planning/Fault.cs",
        fault: "internal static class Fault { internal const int Max = Composition.Merge.TypeMerge.GraphsMax; }",
        mended: "internal static class Fault { internal static int Max(Composition.Supergraph graph) => graph.Graphs; }",
        "2 Planning uses Composition.Merge.TypeMerge, private to Composition");

    [Fact]
    public void A_connector_that_uses_another_is_named() => Check(
        "Sources/Rest/Fault.cs",
        fault: "internal sealed record Fault(Soap.Envelope Envelope);",
        mended: "internal static class Fault { internal static object Next() => Fetches.Next(); }",
        "2 Sources.Rest uses Sources.Soap.Envelope");

    [Fact]
    public void A_policy_that_uses_another_is_named() => Check(
        "Policies/Resilience/Fault.cs",
        fault: "internal sealed record Fault(Caching.Store Store);",
        mended: "internal sealed record Fault(Telemetry.Meters Meters);",
        "2 Policies.Resilience uses Policies.Caching.Store");

    [Fact]
    public void The_pipeline_uses_no_connector() => Check(
        "Pipeline/Fault.cs",
        fault: "internal sealed record Fault(Sources.Local.LocalFields Fields);",
        mended: "internal static class Fault { internal static object Next() => Sources.Fetches.Next(); }",
        "2 Pipeline uses Sources.Local.LocalFields");

    [Fact]
    public void Configuration_uses_options_and_nothing_else_of_a_module() => Check(
        "Configuration/Fault.cs",
        fault: "using Gateway.Common.Policies.Caching;#internal sealed record Fault(StoreOptions Options, Store Store);",
        mended: "using Gateway.Common.Policies.Caching;#internal sealed record Fault(StoreOptions Options);",
        "2 Configuration uses Policies.Caching.Store");

    [Fact]
    public void A_type_of_AspNet_is_named_outside_the_modules_that_speak_HTTP() => Check(
        "Pipeline/Fault.cs",
        fault: "internal sealed record Fault(Microsoft.AspNetCore.Http.HttpContext Context);",
        mended: "internal sealed record Fault(System.Net.Http.HttpMethod Method);",
        "2 Pipeline uses Microsoft.AspNetCore.Http.HttpContext");

    [Fact]
    public void Endpoints_may_write_routing_metadata_but_see_no_HttpContext() => Check(
        "Endpoints/Fault.cs",
        fault: "internal sealed record Fault(Microsoft.AspNetCore.Http.HttpContext Context);",
        mended: "internal sealed record Fault(Microsoft.AspNetCore.Routing.RouteNameMetadata Name);",
        "2 Endpoints uses Microsoft.AspNetCore.Http.HttpContext");

    [Fact]
    public void A_folder_that_no_row_covers_is_named() => Check(
        "Shortcuts/Fault.cs",
        fault: "internal static class Fault;",
        mended: "",
        "1 lies in no module: namespaces [Gateway.Common.Shortcuts]");

    [Fact]
    public void A_source_that_does_not_bind_is_reported_before_any_rule()
    {
        var fault = At("Schema/Fault.cs", "internal sealed record Fault(Absent Absent);");
        var found = Assert.Single(Binding.Errors(Binding.Library(ModuleTable.Root, [.. World, fault])));
        Assert.StartsWith("src/Gateway.Common/Schema/Fault.cs:2 CS0246", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_reaches_the_engine_is_named() => CheckHost(
        fault: "var executor = Gateway.Common.Hosting.Gateway.Start();",
        mended: "var fields = new Gateway.Common.Sources.Local.LocalFields(); var own = new Own(); sealed class Own;",
        "1 Bff.Test uses Gateway.Common.Execution.Executor");

    [Fact]
    public void A_host_that_handles_requests_itself_is_named() => CheckHost(
        fault: "WebApplication.CreateBuilder(args).Build().Run((HttpContext context) => Task.CompletedTask);",
        mended: "WebApplication.CreateBuilder(args).Build().Run();",
        "1 Bff.Test uses Microsoft.AspNetCore.Http.HttpContext",
        "1 Bff.Test uses Microsoft.AspNetCore.Http.RequestDelegate");

    private static void CheckHost(string fault, string mended, params string[] expected)
    {
        Assert.Equal(expected.Select(line => $"src/Bff.Test/Program.cs:{line}"), HostBreaches(fault));
        Assert.Empty(HostBreaches(mended));
    }

    private static IReadOnlyList<string> HostBreaches(string code)
    {
        var library = Binding.Library(ModuleTable.Root, World);
        var host = Binding.Host("Bff.Test", [new SourceFile("src/Bff.Test/Program.cs", code)], library);
        Violation.AssertNone(Binding.Errors(host));
        return [.. ModuleChecker.CheckHost(host).Select(found => found.ToString()).Order(StringComparer.Ordinal)];
    }

    /// <param name="path">The file, from Gateway.Common's root.</param>
    /// <param name="fault">Its faulty code; what stands before <c>#</c> goes above the namespace line.</param>
    /// <param name="mended">The same without the fault.</param>
    /// <param name="expected">The violations, each from the line number on, in ordinal order.</param>
    private static void Check(string path, string fault, string mended, params string[] expected)
    {
        Assert.Equal(
            expected.Select(line => $"src/Gateway.Common/{path}:{line}"),
            Breaches(At(path, fault)).Select(found => found.ToString()).Order(StringComparer.Ordinal));
        Violation.AssertNone(Breaches(mended.Length == 0 ? [] : [At(path, mended)]));
    }

    private static IReadOnlyList<Violation> Breaches(params SourceFile[] sources)
    {
        var compilation = Binding.Library(ModuleTable.Root, [.. World, .. sources]);
        Violation.AssertNone(Binding.Errors(compilation));
        return ModuleChecker.CheckModules(compilation);
    }

    private static SourceFile At(string path, string code)
    {
        var folder = path[..path.LastIndexOf('/')].Replace('/', '.');
        var cut = code.IndexOf('#', StringComparison.Ordinal);
        var usings = cut < 0 ? "" : code[..cut];
        return new SourceFile(
            $"src/Gateway.Common/{path}", $"{usings}\nnamespace {ModuleTable.Root}.{folder}; {code[(cut + 1)..]}");
    }
}

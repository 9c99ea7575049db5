using Gateway.Common.Composition;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Sources.Grpc.Import;
using Gateway.Testing;

namespace Gateway.Conformance.Contracts;

/// <summary>A real contract goes the way it goes in a host: file, import, namespaces, composition, limits.</summary>
public sealed class ContractHostTests
{
    /// <summary>Of one contract, garbage included.</summary>
    private const long AllocatedBytesMax = 1L << 30;

    /// <summary>One of the contracts has its parts beside its own folder.</summary>
    private static readonly string Folder = Path.Combine(SharedFiles.Root, "contracts");

    /// <summary>
    /// No measurement: what takes so long hangs. The bound is 10 s on a machine that does nothing else.
    /// </summary>
    private static readonly TimeSpan HangsAfter = TimeSpan.FromSeconds(40);

    public static TheoryData<string> Contracts() =>
    [
        .. OpenApiImportTests.Contracts.Select(static row => $"openapi/{row.Data}"),
        .. WsdlImportTests.Contracts().Select(static row => $"wsdl/{row.Data}"),
        .. ProtoImportTests.Contracts.Select(static row => $"proto/descriptors/{row.Data}"),
    ];

    [Theory]
    [MemberData(nameof(Contracts))]
    public async Task A_contract_composes_alone_within_the_limits(string file)
    {
        var path = SharedFiles.Require($"contracts/{file}");
        var built = Task.Run(() => Measure(path), TestContext.Current.CancellationToken);
        var (allocated, supergraph, diagnostics) = await built
            .WaitAsync(HangsAfter, TestContext.Current.CancellationToken);

        Assert.True(allocated < AllocatedBytesMax, $"{allocated} bytes");
        if (supergraph is not null)
        {
            var api = SchemaBuilder.Build(Parser.Parse(SchemaPrinter.Print(supergraph.ApiSchema)));
            Assert.True(api.IsSuccess, string.Join('\n', api.Diagnostics.Take(5)));
            Assert.NotEmpty(api.Schema.QueryType!.Fields);
            return;
        }

        // Messages without a service are types that only other sources' fields can use.
        var cause = diagnostics.First(static diagnostic => diagnostic.IsError);
        Assert.True(
            cause.Code == CompositionErrorCodes.NoQueries
                ? diagnostics.Any(static diagnostic => diagnostic.Code == GrpcImportCodes.NoOperations)
                : file.StartsWith("wsdl/", StringComparison.Ordinal)
                    && cause.File == path
                    && !WsdlImportTests.IsSound(file["wsdl/".Length..]),
            string.Join('\n', diagnostics));
    }

    /// <summary>What teams call the same is told apart, whatever there is of it.</summary>
    [Theory]
    [InlineData("openapi/")]
    [InlineData("wsdl/")]
    [InlineData("proto/")]
    public void All_contracts_of_a_kind_compose_together(string folder)
    {
        SharedFiles.Require("contracts");
        var paths = Contracts().Select(static row => row.Data)
            .Where(file => file.StartsWith(folder, StringComparison.Ordinal))
            .Select(static file => SharedFiles.Require($"contracts/{file}"))
            .Where(static path => ContractImport.Run(path, KindOf(path), Folder).Sdl is not null);

        var (supergraph, diagnostics) = Build([.. paths]);
        Assert.True(
            supergraph is not null,
            string.Join('\n', diagnostics.Where(static diagnostic => diagnostic.IsError).Take(5)));
    }

    private static (long Allocated, Supergraph? Supergraph, IReadOnlyList<SnapshotDiagnostic> Diagnostics) Measure(
        string path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (supergraph, diagnostics) = Build([path]);
        return (GC.GetAllocatedBytesForCurrentThread() - before, supergraph, diagnostics);
    }

    private static (Supergraph? Supergraph, IReadOnlyList<SnapshotDiagnostic> Diagnostics) Build(
        IEnumerable<string> paths) => SupergraphBuilder.Build(new SnapshotSettings
        {
            Sources =
        [
            .. paths.Select(static (path, index) => new SourceSettings
            {
                Name = $"source{index}",
                Kind = KindOf(path),
                Contract = path,
                ContractFolder = Folder,
            }),
        ],
        });

    private static SourceKind KindOf(string path) => ContractImport.KindOf(path)
        ?? throw new InvalidOperationException($"The name of {path} says no kind.");
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gateway.Architecture.Tests.Modules;

/// <summary>Compiles sources in memory against the assemblies that this test process runs on.</summary>
/// <remarks>
/// Those are the shared frameworks (ASP.NET too) and every package beside the test. Usings that the SDK would write
/// (<c>ImplicitUsings</c>) are added here, because the generated file is not read.
/// </remarks>
internal static class Binding
{
    public const string LibraryUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public const string WebUsings = LibraryUsings +
        """

        global using System.Net.Http.Json;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private const string ImplicitUsingsPath = "ImplicitUsings.g.cs";

    private static readonly Lazy<ImmutableArray<MetadataReference>> Platform = new(ReadPlatform);

    public static CSharpCompilation Library(string name, IEnumerable<SourceFile> sources) =>
        Compile(name, LibraryUsings, OutputKind.DynamicallyLinkedLibrary, sources);

    /// <summary>A host: sees only the public types of <paramref name="library"/>.</summary>
    public static CSharpCompilation Host(string name, IEnumerable<SourceFile> sources, CSharpCompilation library) =>
        Compile(name, WebUsings, OutputKind.ConsoleApplication, sources).AddReferences(library.ToMetadataReference());

    /// <summary>What does not compile. Rules on symbols mean nothing until this is empty.</summary>
    public static IReadOnlyList<Violation> Errors(CSharpCompilation compilation) =>
    [
        .. compilation.GetDiagnostics()
            .Where(found => found.Severity == DiagnosticSeverity.Error)
            .Select(AsViolation),
    ];

    /// <summary>The trees that people wrote.</summary>
    public static IEnumerable<SyntaxTree> WrittenTrees(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.Where(tree => tree.FilePath != ImplicitUsingsPath);

    private static CSharpCompilation Compile(
        string name, string usings, OutputKind kind, IEnumerable<SourceFile> sources)
    {
        var trees = sources.Append(new SourceFile(ImplicitUsingsPath, usings)).Select(source => source.Tree);
        var options = new CSharpCompilationOptions(
            kind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);
        return CSharpCompilation.Create(name, trees, Platform.Value, options);
    }

    private static ImmutableArray<MetadataReference> ReadPlatform()
    {
        var list = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Where(path => Path.GetFileNameWithoutExtension(path) != ModuleTable.Root)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    private static Violation AsViolation(Diagnostic found)
    {
        var place = found.Location.GetLineSpan();
        return new Violation(place.Path, place.StartLinePosition.Line + 1, $"{found.Id} {found.GetMessage(null)}");
    }
}

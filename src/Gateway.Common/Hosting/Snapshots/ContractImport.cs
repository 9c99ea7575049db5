using Gateway.Common.Composition;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Common.Sources.Rest;
using Gateway.Common.Sources.Soap;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>Reads a contract file and imports it by its kind.</summary>
internal static class ContractImport
{
    /// <summary>Bytes of one contract file.</summary>
    public const int FileBytesMax = 64 * 1024 * 1024;

    /// <summary>The kind that a file's name suggests.</summary>
    public static SourceKind? KindOf(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".json" or ".yaml" or ".yml" => SourceKind.Rest,
        ".wsdl" or ".xml" => SourceKind.Soap,
        ".pb" or ".proto" or ".desc" or ".protoset" => SourceKind.Grpc,
        ".graphql" or ".graphqls" or ".gql" or ".sdl" => SourceKind.GraphQL,
        _ => null,
    };

    /// <param name="path">Of the contract.</param>
    /// <param name="folder">Nothing outside of it is read; null: the contract's own.</param>
    public static ImportResult Run(string path, SourceKind kind, string? folder = null)
    {
        if (Read(path) is not { } content)
        {
            return Failed("CONTRACT_UNREADABLE", "The file is absent, unreadable or larger than allowed.", path);
        }

        var own = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var root = RealPath.Of(Path.GetFullPath(folder ?? own));
        if (root is null || RealPath.Of(own) is not { } real || (real != root && !IsInside(real, root)))
        {
            return Failed("CONTRACT_OUTSIDE", $"The contract is not in the folder {folder}.", path);
        }

        var file = new ContractFile(path, content, relative => ReadInside(root, own, relative));
        return kind switch
        {
            SourceKind.Rest => OpenApiImporter.Import(file, ImportOptions.Default),
            SourceKind.Soap => WsdlImporter.Import(file, ImportOptions.Default),
            SourceKind.Grpc => GrpcImporter.Import(file, ImportOptions.Default),
            _ => new ImportResult(System.Text.Encoding.UTF8.GetString(content.Span), []),
        };
    }

    public static ReadOnlyMemory<byte>? Read(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists || info.Length > FileBytesMax)
            {
                return null;
            }

            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsInside(string path, string folder) => path.StartsWith(
        Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar,
        StringComparison.Ordinal);

    /// <summary>Never leaves the contract's folder: not by <c>..</c>, an absolute path or a link anywhere.</summary>
    private static ReadOnlyMemory<byte>? ReadInside(string root, string folder, string relative)
    {
        if (relative.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(relative))
        {
            return null;
        }

        // The place that was judged is read, so that no link can be turned in between.
        var real = RealPath.Of(Path.GetFullPath(Path.Combine(folder, relative)));
        return real is not null && IsInside(real, root) ? Read(real) : null;
    }

    private static ImportResult Failed(string code, string message, string path) =>
        new(null, [new ImportDiagnostic(IsError: true, code, message, path)]);
}

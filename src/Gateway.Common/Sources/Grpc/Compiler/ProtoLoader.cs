using Gateway.Common.Sources.Grpc.Import;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Reads a .proto file and all that it imports, from the contract's folder only.</summary>
/// <remarks>
/// Shape: files in an order in which imports come first. A path is seen from the contract's folder; where that is the
/// folder of its package (<c>shop/orders/v1</c> of <c>shop.orders.v1</c>), also from where the package begins. Errors:
/// <see cref="GrpcImportCodes.ImportMissing"/>. Bounds: <see cref="ImportOptions.FilesMax"/>.
/// </remarks>
internal sealed class ProtoLoader(ContractFile contract, ImportOptions options)
{
    private readonly Dictionary<string, FileNode> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loading = new(StringComparer.Ordinal);
    private readonly List<FileNode> _ordered = [];
    private string _packageFolder = "";

    public static IReadOnlyList<FileNode> Load(ContractFile contract, ImportOptions options)
    {
        var loader = new ProtoLoader(contract, options);
        loader.Import(WellKnownFiles.Descriptor, null, default);
        var path = Path.GetFileName(contract.Path);
        var root = ProtoParser.Parse(contract.Content.Span, path);
        loader._packageFolder = root.Package.Length == 0 ? "" : $"{root.Package.Replace('.', '/')}/";
        loader._loading.Add(path);
        loader.Complete(root);
        return loader._ordered;
    }

    private FileNode Import(string path, FileNode? from, ProtoPlace place)
    {
        // The contract itself may be imported by where its package puts it.
        var local = ToLocal(path);
        if (_files.TryGetValue(local, out var known))
        {
            return known;
        }

        if (!_loading.Add(local))
        {
            throw ProtoErrors.Invalid(from!.Path, place, $"{path} imports itself, by way of others.");
        }

        if (_files.Count + _loading.Count > options.FilesMax)
        {
            throw new GrpcImportException(
                GrpcImportCodes.TooLarge, $"The contract has more than {options.FilesMax} files.");
        }

        var file = Complete(Read(local, path) ?? throw new GrpcImportException(
            GrpcImportCodes.ImportMissing,
            $"{path} is not in the contract's folder. Put it there; nothing is fetched.",
            from?.Path,
            place.Line,
            column: place.Column));
        _loading.Remove(local);
        _files.Add(local, file);
        return file;
    }

    private string ToLocal(string path) =>
        _packageFolder.Length > 0 && path.StartsWith(_packageFolder, StringComparison.Ordinal)
            && IsPlain(path) && contract.ReadRelative(path) is null
            ? path[_packageFolder.Length..]
            : path;

    private FileNode? Read(string local, string path)
    {
        if (WellKnownFiles.IsReserved(path))
        {
            return WellKnownFiles.Find(path) is { } own ? DescriptorNodes.Read(own) : null;
        }

        if (IsPlain(local) && contract.ReadRelative(local) is { } content)
        {
            return ProtoParser.Parse(content.Span, local);
        }

        return WellKnownFiles.Find(path) is { } builtIn ? DescriptorNodes.Read(builtIn) : null;
    }

    /// <summary>A path has no way out: no <c>..</c>, no backslash, no root.</summary>
    private static bool IsPlain(string path) =>
        path.Length > 0 && !path.Contains('\\', StringComparison.Ordinal)
        && path.Split('/').All(static part => part is not ("" or "." or ".."));

    private FileNode Complete(FileNode file)
    {
        file.Visible.Add(file);
        foreach (var import in file.Imports)
        {
            var imported = Import(import.Path, file, import.Place);
            See(import.IsOption ? file.VisibleInOptions : file.Visible, imported);
        }

        file.VisibleInOptions.UnionWith(file.Visible);
        _ordered.Add(file);
        return file;
    }

    /// <summary>An imported file, and what it imports publicly.</summary>
    private void See(HashSet<FileNode> visible, FileNode imported)
    {
        if (!visible.Add(imported))
        {
            return;
        }

        foreach (var import in imported.Imports.Where(static import => import.IsPublic))
        {
            See(visible, _files[ToLocal(import.Path)]);
        }
    }
}

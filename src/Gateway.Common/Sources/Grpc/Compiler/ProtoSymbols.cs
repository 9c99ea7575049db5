namespace Gateway.Common.Sources.Grpc.Compiler;

/// <param name="Node">Null for a package.</param>
internal sealed record ProtoSymbol(ProtoNode? Node, FileNode? File)
{
    /// <summary>Whether names can be inside.</summary>
    public bool IsScope => Node is null or MessageNode or EnumNode or ServiceNode;

    public bool IsType => Node is MessageNode or EnumNode;
}

/// <summary>All names of all files, found as protobuf's scopes say: from the innermost outwards.</summary>
/// <remarks>Source: Protocol Buffers Language Guide, "Packages and Name Resolution".</remarks>
internal sealed class ProtoSymbols
{
    private static readonly ProtoSymbol Package = new(null, null);

    private readonly Dictionary<string, ProtoSymbol> _symbols = new(StringComparer.Ordinal);

    /// <exception cref="GrpcImportException">The name is taken.</exception>
    public void Add(string fullName, ProtoNode node, FileNode file)
    {
        if (!_symbols.TryAdd(fullName, new ProtoSymbol(node, file)))
        {
            var other = _symbols[fullName].File?.Path ?? "a package";
            throw ProtoErrors.Invalid(file.Path, node.Place, $"{fullName} is declared already, in {other}.");
        }
    }

    /// <summary>The package and those around it.</summary>
    public void AddPackage(FileNode file)
    {
        var name = file.Package;
        while (name.Length > 0)
        {
            if (_symbols.TryGetValue(name, out var other) && other != Package)
            {
                throw ProtoErrors.Invalid(
                    file.Path, default, $"The package {name} has the name of something in {other.File?.Path}.");
            }

            _symbols[name] = Package;
            name = ParentOf(name);
        }
    }

    public ProtoNode? Find(string fullName) => _symbols.GetValueOrDefault(fullName)?.Node;

    /// <summary>Where something is declared.</summary>
    public FileNode? FileOf(string fullName) => _symbols.GetValueOrDefault(fullName)?.File;

    /// <summary>What a name means where it is written.</summary>
    /// <param name="name">As written; with a leading dot it is a full name.</param>
    /// <param name="scope">Full name of what is around.</param>
    /// <param name="file">Only what it imports is seen.</param>
    /// <param name="wantsType">Passes over what is neither message nor enum.</param>
    public ProtoNode? Resolve(string name, string scope, FileNode file, bool wantsType) =>
        Resolve(name, scope, file.Visible, wantsType);

    /// <summary>What an option's name in parentheses means.</summary>
    public ProtoNode? ResolveOption(string name, string scope, FileNode file) =>
        Resolve(name, scope, file.VisibleInOptions, wantsType: false);

    private ProtoNode? Resolve(string name, string scope, HashSet<FileNode> visible, bool wantsType)
    {
        if (name.StartsWith('.'))
        {
            return FindVisible(name[1..], visible)?.Node;
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var first = dot < 0 ? name : name[..dot];
        while (true)
        {
            var candidate = FindVisible(Join(scope, first), visible);
            if (dot < 0 && candidate is not null && (!wantsType || candidate.IsType))
            {
                return candidate.Node;
            }

            if (dot >= 0 && candidate is { IsScope: true })
            {
                return FindVisible(Join(scope, name), visible)?.Node;
            }

            if (scope.Length == 0)
            {
                return null;
            }

            scope = ParentOf(scope);
        }
    }

    public static string Join(string scope, string name) => scope.Length == 0 ? name : $"{scope}.{name}";

    private ProtoSymbol? FindVisible(string fullName, HashSet<FileNode> visible)
    {
        var symbol = _symbols.GetValueOrDefault(fullName);
        var isVisible = symbol == Package
            ? visible.Any(other => IsWithin(other.Package, fullName))
            : symbol?.File is { } from && visible.Contains(from);
        return isVisible ? symbol : null;
    }

    private static bool IsWithin(string package, string outer) =>
        package.StartsWith(outer, StringComparison.Ordinal)
        && (package.Length == outer.Length || package[outer.Length] == '.');

    private static string ParentOf(string name) =>
        name.LastIndexOf('.') is >= 0 and var dot ? name[..dot] : "";
}

using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary><c>catalog.xml</c> beside a contract: which local files stand for addresses on the network.</summary>
/// <remarks>
/// Shape: exact entries win, then the longest prefix, then the longest suffix. Targets are paths from the contract's
/// folder and are read by the same rules as other imports, so none leaves it.
/// Source: OASIS XML Catalogs 1.1 §6 (system, uri, rewriteSystem, rewriteURI, systemSuffix, uriSuffix, group).
/// </remarks>
internal sealed class ImportCatalog
{
    public const string FileName = "catalog.xml";

    private static readonly XNamespace Oasis = "urn:oasis:names:tc:entity:xmlns:xml:catalog";

    private readonly Dictionary<string, string> _exact = new(StringComparer.Ordinal);
    private readonly List<(string Start, string Path)> _prefixes = [];
    private readonly List<(string End, string Path)> _suffixes = [];

    public static ImportCatalog Load(ContractFile contract, ImportOptions options, Diagnostics diagnostics)
    {
        var catalog = new ImportCatalog();
        if (contract.ReadRelative(FileName) is { Length: > 0 } content
            && ContractXml.Load(content, FileName, options.NodesMax, diagnostics, isNeeded: false) is { } root
            && root.Name == Oasis + "catalog")
        {
            foreach (var entry in root.Descendants())
            {
                catalog.Add(entry);
            }
        }

        return catalog;
    }

    /// <returns>A path from the contract's folder, or null.</returns>
    public string? Find(string address)
    {
        if (_exact.TryGetValue(address, out var exact))
        {
            return exact;
        }

        var prefix = _prefixes.Where(entry => address.StartsWith(entry.Start, StringComparison.Ordinal))
            .OrderByDescending(static entry => entry.Start.Length).FirstOrDefault();
        if (prefix.Path is not null)
        {
            return ContractLoader.Combine("", prefix.Path + address[prefix.Start.Length..]);
        }

        return _suffixes.Where(entry => address.EndsWith(entry.End, StringComparison.Ordinal))
            .OrderByDescending(static entry => entry.End.Length).FirstOrDefault().Path;
    }

    private void Add(XElement entry)
    {
        if (entry.Name.Namespace != Oasis)
        {
            return;
        }

        switch (entry.Name.LocalName)
        {
            case "system" when Entry(entry, "systemId", "uri") is var (name, path):
                _exact.TryAdd(name, path);
                break;
            case "uri" when Entry(entry, "name", "uri") is var (name, path):
                _exact.TryAdd(name, path);
                break;
            case "rewriteSystem" when Entry(entry, "systemIdStartString", "rewritePrefix") is var (start, path):
                _prefixes.Add((start, path));
                break;
            case "rewriteURI" when Entry(entry, "uriStartString", "rewritePrefix") is var (start, path):
                _prefixes.Add((start, path));
                break;
            case "systemSuffix" when Entry(entry, "systemIdSuffix", "uri") is var (end, path):
                _suffixes.Add((end, path));
                break;
            case "uriSuffix" when Entry(entry, "uriSuffix", "uri") is var (end, path):
                _suffixes.Add((end, path));
                break;
        }
    }

    private static (string Name, string Path)? Entry(XElement entry, string name, string path)
    {
        var from = ((string?)entry.Attribute(name))?.Trim();
        var target = ((string?)entry.Attribute(path))?.Trim();
        if (string.IsNullOrEmpty(from) || target is null)
        {
            return null;
        }

        // Source: XML Catalogs 1.1 §5.1.5, xml:base.
        var bases = entry.AncestorsAndSelf().Select(static at => (string?)at.Attribute(XNamespace.Xml + "base"))
            .OfType<string>().Reverse();
        var whole = string.Concat([.. bases, target]);
        return (from, whole.EndsWith('/') ? whole : ContractLoader.Combine("", whole));
    }
}

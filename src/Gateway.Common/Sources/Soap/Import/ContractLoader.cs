using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Follows a contract over its files: import of WSDL; import, include and redefine of schemas.</summary>
/// <remarks>
/// Shape: every file once, and once more for each namespace that includes it without one of its own (chameleon).
/// Only files beside the contract are read; what lies on the network is named in a warning, unless
/// <see cref="ImportCatalog"/> maps it to a file.
/// Source: WSDL 1.1 §2.1.1; XML Schema 1.0 Part 1 §4.2.
/// </remarks>
internal sealed class ContractLoader(ContractFile contract, ImportOptions options, Diagnostics diagnostics)
{
    private readonly HashSet<(string Path, string Namespace)> _seen = [];
    private readonly Queue<PendingFile> _pending = [];

    private ImportCatalog? _catalog;

    public ContractComponents Components { get; } = new();

    private ImportCatalog Catalog => _catalog ??= ImportCatalog.Load(contract, options, diagnostics);

    /// <returns>False with an error among the diagnostics.</returns>
    public bool Load()
    {
        var root = ContractXml.Load(contract.Content, contract.Path, options.NodesMax, diagnostics);
        if (root is null)
        {
            return false;
        }

        ForgottenNamespaces.Restore(root, diagnostics);
        if (root.Name != ContractNamespaces.Wsdl + "definitions")
        {
            diagnostics.Error(
                ImportDiagnosticCodes.NotWsdl,
                $"The root is {root.Name.LocalName} in \"{root.Name.NamespaceName}\", not WSDL 1.1's definitions.",
                root);
            return false;
        }

        MalformedNames.Remove(root, diagnostics);
        AddRoot(root, folder: "", includer: null);
        while (_pending.TryDequeue(out var file))
        {
            if (_seen.Count > options.FilesMax)
            {
                diagnostics.Error(
                    ImportDiagnosticCodes.TooLarge, $"More than {options.FilesMax} files.", file.ImportedBy);
                return false;
            }

            LoadFile(file);
        }

        return !diagnostics.HasErrors;
    }

    private void LoadFile(PendingFile file)
    {
        if (contract.ReadRelative(file.Path) is not { Length: > 0 } content)
        {
            diagnostics.Warning(
                ImportDiagnosticCodes.ImportMissing,
                $"{file.Path} is absent; put it beside the contract.", file.ImportedBy);
            return;
        }

        var root = ContractXml.Load(content, file.Path, options.NodesMax, diagnostics, isNeeded: false);
        if (root is not null)
        {
            MalformedNames.Remove(root, diagnostics);
            AddRoot(root, FolderOf(file.Path), file.Includer);
        }
    }

    private void AddRoot(XElement root, string folder, XNamespace? includer)
    {
        if (root.Name == ContractNamespaces.Xsd + "schema")
        {
            AddSchema(root, folder, includer);
        }
        else if (root.Name == ContractNamespaces.Wsdl + "definitions")
        {
            Components.AddDefinitions(root);
            foreach (var import in root.Elements(ContractNamespaces.Wsdl + "import"))
            {
                Follow(import, (string?)import.Attribute("location"), folder, includer: null);
            }

            foreach (var schema in root.Elements(ContractNamespaces.Wsdl + "types")
                .Elements(ContractNamespaces.Xsd + "schema"))
            {
                AddSchema(schema, folder, includer: null);
            }
        }
    }

    private void AddSchema(XElement schema, string folder, XNamespace? includer)
    {
        var ns = schema.Attribute("targetNamespace") is null && includer is not null
            ? includer
            : ContractComponents.TargetNamespace(schema);
        schema.AddAnnotation(new SchemaNamespace(ns));
        Components.AddSchema(schema, ns);
        if (includer is not null && ns != includer)
        {
            // Source: XML Schema 1.0 Part 1 §4.2.1, clause 2: an included schema has the includer's namespace or none.
            diagnostics.Warning(
                ImportDiagnosticCodes.Unresolved,
                $"A schema of {ns.NamespaceName} is included by one of {includer.NamespaceName}: both names find it.",
                schema);
            Components.AddSchema(schema, includer);
        }

        foreach (var child in schema.Elements())
        {
            if (child.Name.Namespace != ContractNamespaces.Xsd)
            {
                continue;
            }

            var location = (string?)child.Attribute("schemaLocation");
            switch (child.Name.LocalName)
            {
                case "import":
                    Follow(child, location, folder, includer: null);
                    break;
                case "include":
                    Follow(child, location, folder, ns);
                    break;
                case "redefine":
                    Components.AddSchema(child, ns);
                    Follow(child, location, folder, ns);
                    break;
            }
        }
    }

    private void Follow(XElement import, string? location, string folder, XNamespace? includer)
    {
        if (string.IsNullOrWhiteSpace(location))
        {
            // An import may name its namespace alone; what that stands for the catalogue may say.
            location = (string?)import.Attribute("namespace");
            if (location is null || Catalog.Find(location.Trim()) is null)
            {
                return;
            }
        }

        location = location.Trim();
        var isRemote = location.Contains("://", StringComparison.Ordinal) || location.StartsWith('/');
        var mapped = Catalog.Find(location);
        if (mapped is null && (isRemote || location.StartsWith("urn:", StringComparison.OrdinalIgnoreCase)))
        {
            diagnostics.Warning(
                ImportDiagnosticCodes.ImportMissing,
                $"{location} is not read: put the file beside the contract and name it relatively, or map it in "
                + $"{ImportCatalog.FileName}.",
                import);
            return;
        }

        var path = mapped ?? Combine(folder, Uri.UnescapeDataString(location.Replace('\\', '/')));
        if (_seen.Add((path, includer?.NamespaceName ?? "")))
        {
            _pending.Enqueue(new PendingFile(path, includer, import));
        }
    }

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    /// <summary>A path from the contract's folder, without <c>.</c> and inner <c>..</c>.</summary>
    public static string Combine(string folder, string location)
    {
        var steps = new List<string>();
        foreach (var step in (folder + location).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && steps.Count > 0 && steps[^1] != "..")
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    private sealed record PendingFile(string Path, XNamespace? Includer, XElement ImportedBy);
}

/// <summary>The namespace that a schema's components are in: an annotation of its root.</summary>
internal sealed record SchemaNamespace(XNamespace Value);

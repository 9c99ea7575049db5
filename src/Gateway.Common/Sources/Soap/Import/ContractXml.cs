using System.Xml;
using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Reads a contract's file as XML, safely.</summary>
/// <remarks>No document type declaration, nothing resolved, depth and size bounded. Runs at start only.</remarks>
internal static class ContractXml
{
    public const int DepthMax = 256;
    public const int CharactersMax = 64 * 1024 * 1024;

    /// <summary>What prefixes mean where a contract forgot to declare them; its own declarations win.</summary>
    private static readonly Dictionary<string, XNamespace> UsualPrefixes = new(StringComparer.Ordinal)
    {
        ["wsdl"] = ContractNamespaces.Wsdl,
        ["soap"] = ContractNamespaces.Soap11,
        ["soap12"] = ContractNamespaces.Soap12,
        ["xs"] = ContractNamespaces.Xsd,
        ["xsd"] = ContractNamespaces.Xsd,
        ["wsp"] = "http://www.w3.org/ns/ws-policy",
        ["wsu"] = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
        ["xmime"] = "http://www.w3.org/2005/05/xmlmime",
    };

    /// <param name="content">The file's bytes.</param>
    /// <param name="file">Its name in diagnostics.</param>
    /// <param name="nodesMax">Nodes that it may hold.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="isNeeded">Whether it is an error when the file cannot be read: so with the contract itself.</param>
    /// <returns>Null with a finding among the diagnostics.</returns>
    public static XElement? Load(
        ReadOnlyMemory<byte> content, string file, int nodesMax, Diagnostics diagnostics, bool isNeeded = true)
    {
        try
        {
            CheckDepth(content, nodesMax);
            using var reader = Open(content);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            root.AddAnnotation(new FileName(file));
            foreach (var element in root.DescendantsAndSelf())
            {
                if (ContractNamespaces.IsEarlyXsd(element.Name.Namespace))
                {
                    element.Name = ContractNamespaces.Xsd + element.Name.LocalName;
                }
            }

            return root;
        }
        catch (XmlException error)
        {
            diagnostics.Add(
                isNeeded, ImportDiagnosticCodes.Unreadable, $"The file is no XML that can be read: {error.Message}",
                file, error.LineNumber);
            return null;
        }
    }

    /// <summary>What a prefix usually means, for names in values; null where it says nothing.</summary>
    public static XNamespace? UsualNamespace(string prefix) => UsualPrefixes.GetValueOrDefault(prefix);

    public static string FileOf(XObject node)
    {
        for (var element = node as XElement ?? node.Parent; element is not null; element = element.Parent)
        {
            if (element.Annotation<FileName>() is { } name)
            {
                return name.Value;
            }
        }

        return "";
    }

    private static void CheckDepth(ReadOnlyMemory<byte> content, int nodesMax)
    {
        using var reader = Open(content);
        for (var nodes = 0; reader.Read(); nodes++)
        {
            if (reader.Depth > DepthMax || nodes > nodesMax)
            {
                throw new XmlException(
                    reader.Depth > DepthMax ? $"Elements nest deeper than {DepthMax}." : $"More than {nodesMax} nodes.",
                    null, ((IXmlLineInfo)reader).LineNumber, 0);
            }
        }
    }

    private static XmlReader Open(ReadOnlyMemory<byte> content) => XmlReader.Create(
        new MemoryStream(content.ToArray(), writable: false),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = CharactersMax,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        },
        new XmlParserContext(null, Prefixes(), null, XmlSpace.None));

    private static XmlNamespaceManager Prefixes()
    {
        var prefixes = new XmlNamespaceManager(new NameTable());
        foreach (var (prefix, ns) in UsualPrefixes)
        {
            prefixes.AddNamespace(prefix, ns.NamespaceName);
        }

        return prefixes;
    }

    private sealed record FileName(string Value);
}

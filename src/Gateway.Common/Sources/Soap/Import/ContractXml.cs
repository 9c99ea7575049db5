using System.Xml;
using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Reads a contract's file as XML, safely.</summary>
/// <remarks>No document type declaration, nothing resolved, depth and size bounded. Runs at start only.</remarks>
internal static class ContractXml
{
    public const int DepthMax = 256;
    public const int CharactersMax = 64 * 1024 * 1024;

    /// <returns>Null with an error among the diagnostics.</returns>
    public static XElement? Load(ReadOnlyMemory<byte> content, string file, int nodesMax, Diagnostics diagnostics)
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
            diagnostics.Error(
                ImportDiagnosticCodes.Unreadable, $"The file is no XML that can be read: {error.Message}", file,
                error.LineNumber);
            return null;
        }
    }

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
        new XmlParserContext(null, UsualPrefixes(), null, XmlSpace.None));

    /// <summary>What prefixes mean where a contract forgot to declare them; its own declarations win.</summary>
    private static XmlNamespaceManager UsualPrefixes()
    {
        var prefixes = new XmlNamespaceManager(new NameTable());
        prefixes.AddNamespace("wsdl", ContractNamespaces.Wsdl.NamespaceName);
        prefixes.AddNamespace("soap", ContractNamespaces.Soap11.NamespaceName);
        prefixes.AddNamespace("soap12", ContractNamespaces.Soap12.NamespaceName);
        prefixes.AddNamespace("xs", ContractNamespaces.Xsd.NamespaceName);
        prefixes.AddNamespace("xsd", ContractNamespaces.Xsd.NamespaceName);
        prefixes.AddNamespace("wsp", "http://www.w3.org/ns/ws-policy");
        prefixes.AddNamespace(
            "wsu", "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd");
        prefixes.AddNamespace("xmime", "http://www.w3.org/2005/05/xmlmime");
        return prefixes;
    }

    private sealed record FileName(string Value);
}

using System.Xml;
using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Names in attribute values, by the prefixes in scope.</summary>
internal static class QualifiedNames
{
    /// <summary>Whether an element or attribute can be called so. Source: Namespaces in XML 1.0 §3 NCName.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !XmlConvert.IsStartNCNameChar(text[0]))
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!XmlConvert.IsNCNameChar(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>Null where the attribute is absent or no name, or its prefix not declared.</returns>
    public static XName? QName(this XElement element, string attribute)
    {
        var text = ((string?)element.Attribute(attribute))?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (!IsName(text.AsSpan(colon + 1)) || colon == 0)
        {
            return null;
        }

        if (colon > 0)
        {
            var ns = element.GetNamespaceOfPrefix(text[..colon]) ?? ContractXml.UsualNamespace(text[..colon]);
            return ns is null ? null : Current(ns) + text[(colon + 1)..];
        }

        var unprefixed = element.GetDefaultNamespace();
        // What a chameleon schema names without a prefix is in the namespace of who includes it.
        return (unprefixed == XNamespace.None ? ChameleonOf(element) : Current(unprefixed)) + text;
    }

    /// <summary>The namespace of the schema that an element stands in.</summary>
    public static XNamespace SchemaNamespaceOf(XElement element)
    {
        for (var at = element; at is not null; at = at.Parent)
        {
            if (at.Annotation<SchemaNamespace>() is { } ns)
            {
                return ns.Value;
            }
        }

        return XNamespace.None;
    }

    public static XElement? SchemaOf(XElement element) =>
        element.AncestorsAndSelf(ContractNamespaces.Xsd + "schema").FirstOrDefault();

    private static XNamespace Current(XNamespace ns) =>
        ContractNamespaces.IsEarlyXsd(ns) ? ContractNamespaces.Xsd : ns;

    private static XNamespace ChameleonOf(XElement element) =>
        SchemaOf(element) is { } schema && schema.Attribute("targetNamespace") is null
            ? SchemaNamespaceOf(schema)
            : XNamespace.None;
}

using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Names in attribute values, by the prefixes in scope.</summary>
internal static class QualifiedNames
{
    /// <returns>Null where the attribute is absent or its prefix not declared.</returns>
    public static XName? QName(this XElement element, string attribute)
    {
        var text = ((string?)element.Attribute(attribute))?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            var ns = element.GetNamespaceOfPrefix(text[..colon]) ?? ContractXml.UsualNamespace(text[..colon]);
            return ns is null || colon == text.Length - 1 ? null : Current(ns) + text[(colon + 1)..];
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

using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Finds what declarations refer to.</summary>
internal sealed class TypeResolver(ContractComponents components, Diagnostics diagnostics)
{
    /// <summary>Substitution heads that an element takes its type from.</summary>
    private const int HeadsMax = 32;

    private int _elementsAsTypes;

    public XElement? Find(ComponentKind kind, XName name) => components.Find(kind, name);

    /// <summary>The type of an element or attribute declaration.</summary>
    public XsdType TypeOf(XElement declaration)
    {
        var at = declaration;
        for (var heads = 0; heads < HeadsMax; heads++)
        {
            if (at.Attribute("type") is not null)
            {
                return Named(at, "type");
            }

            var inline = at.Elements().FirstOrDefault(static child =>
                child.Name.Namespace == ContractNamespaces.Xsd
                && child.Name.LocalName is "complexType" or "simpleType");
            if (inline is not null)
            {
                return new XsdType(null, inline);
            }

            if (at.QName("substitutionGroup") is not { } head
                || components.Find(ComponentKind.Element, head) is not { } headElement)
            {
                break;
            }

            at = headElement;
        }

        return declaration.Name.LocalName == "attribute" ? XsdType.String : XsdType.Any;
    }

    /// <summary>The type that an attribute of a declaration names.</summary>
    public XsdType Named(XElement declaration, string attribute)
    {
        var name = declaration.QName(attribute);
        if (name is null)
        {
            return Unresolved(declaration, (string?)declaration.Attribute(attribute) ?? "");
        }

        return Named(name, declaration);
    }

    public XsdType Named(XName name, XElement at)
    {
        if (name.Namespace == ContractNamespaces.Xsd)
        {
            return new XsdType(name.LocalName, null);
        }

        if (components.Find(ComponentKind.Type, name) is { } definition)
        {
            return new XsdType(null, definition);
        }

        if (FindElementType(name, at) is { } ofElement)
        {
            return ofElement;
        }

        if (name.Namespace == XNamespace.None && FindUnprefixed(name.LocalName, at) is { } found)
        {
            return found;
        }

        // SOAP 1.1 §5.1: its encoding has every simple type again. The schema of it is rarely beside a contract.
        return ContractNamespaces.IsEncoding(name.Namespace)
            ? new XsdType(name.LocalName, null)
            : Unresolved(at, name.ToString());
    }

    /// <summary>The global declaration that a local one refers to, or itself.</summary>
    public XElement? Dereference(XElement declaration, ComponentKind kind)
    {
        if (declaration.Attribute("ref") is null)
        {
            return declaration;
        }

        if (declaration.QName("ref") is { } name && components.Find(kind, name) is { } found)
        {
            return found;
        }

        if (declaration.QName("ref")?.Namespace is not { } ns
            || (!ContractNamespaces.IsEncoding(ns) && ns != XNamespace.Xml))
        {
            Unresolved(declaration, (string?)declaration.Attribute("ref") ?? "");
        }

        return null;
    }

    /// <summary>Names whose prefix was forgotten: those of the schema itself, then XML Schema's own.</summary>
    private XsdType? FindUnprefixed(string localName, XElement at)
    {
        var own = components.Find(ComponentKind.Type, QualifiedNames.SchemaNamespaceOf(at) + localName);
        if (own is not null)
        {
            return new XsdType(null, own);
        }

        return SimpleTypes.IsBuiltIn(localName) ? new XsdType(localName, null) : null;
    }

    /// <summary>An element's name where a type's belongs: its type is meant.</summary>
    private XsdType? FindElementType(XName name, XElement at)
    {
        if (components.Find(ComponentKind.Element, name) is not { } element || _elementsAsTypes >= HeadsMax)
        {
            return null;
        }

        diagnostics.Warning(
            ImportDiagnosticCodes.Unresolved, $"{name} is an element, not a type: its type is taken.", at);
        _elementsAsTypes++;
        var type = TypeOf(element);
        _elementsAsTypes--;
        return type;
    }

    private XsdType Unresolved(XElement at, string name)
    {
        diagnostics.Warning(
            ImportDiagnosticCodes.Unresolved, $"{name} is declared nowhere: what stands there is JSON.", at);
        return XsdType.Any;
    }
}

using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>All named components of a contract's files, and its services.</summary>
internal sealed class ContractComponents
{
    private readonly Dictionary<(ComponentKind Kind, XName Name), XElement> _components = [];
    private readonly List<XElement> _services = [];
    private readonly List<XElement> _bindings = [];
    private readonly List<XElement> _types = [];

    public IReadOnlyList<XElement> Services => _services;

    public IReadOnlyList<XElement> Bindings => _bindings;

    /// <summary>Named complex types, in the order of files and places.</summary>
    public IReadOnlyList<XElement> ComplexTypes => _types;

    public XElement? Find(ComponentKind kind, XName name) => _components.GetValueOrDefault((kind, name));

    /// <summary>A message, port type or binding; also by its local name alone where the prefix was forgotten.</summary>
    public XElement? FindDefinition(ComponentKind kind, XName name)
    {
        if (Find(kind, name) is { } exact)
        {
            return exact;
        }

        var sameName = All(kind).Where(component => (string?)component.Attribute("name") == name.LocalName).Take(2);
        return sameName.ToList() is [var only] ? only : null;
    }

    /// <summary>Every named element that stands in the same symbol space.</summary>
    public IEnumerable<XElement> All(ComponentKind kind) =>
        _components.Where(pair => pair.Key.Kind == kind).Select(static pair => pair.Value);

    public void AddDefinitions(XElement definitions)
    {
        var ns = TargetNamespace(definitions);
        foreach (var component in definitions.Elements())
        {
            if (component.Name.Namespace != ContractNamespaces.Wsdl)
            {
                continue;
            }

            switch (component.Name.LocalName)
            {
                case "service":
                    _services.Add(component);
                    break;
                case "message":
                    Add(ComponentKind.Message, ns, component);
                    break;
                case "portType":
                    Add(ComponentKind.PortType, ns, component);
                    break;
                case "binding":
                    Add(ComponentKind.Binding, ns, component);
                    _bindings.Add(component);
                    break;
            }
        }
    }

    /// <param name="schema">An <c>xs:schema</c>, or <c>xs:redefine</c> in one.</param>
    /// <param name="ns">Its own, or that of the schema that includes it (chameleon).</param>
    public void AddSchema(XElement schema, XNamespace ns)
    {
        foreach (var component in schema.Elements())
        {
            ComponentKind? kind = component.Name.LocalName switch
            {
                "element" => ComponentKind.Element,
                "complexType" or "simpleType" => ComponentKind.Type,
                "group" => ComponentKind.Group,
                "attribute" => ComponentKind.Attribute,
                "attributeGroup" => ComponentKind.AttributeGroup,
                _ => null,
            };
            if (kind is { } known && component.Name.Namespace == ContractNamespaces.Xsd)
            {
                var isNew = Add(known, ns, component);
                if (isNew && component.Name.LocalName == "complexType")
                {
                    _types.Add(component);
                }
            }
        }
    }

    public static XNamespace TargetNamespace(XElement root) =>
        (string?)root.Attribute("targetNamespace") ?? XNamespace.None.NamespaceName;

    private bool Add(ComponentKind kind, XNamespace ns, XElement component) =>
        (string?)component.Attribute("name") is { Length: > 0 } name
        && _components.TryAdd((kind, ns + name.Trim()), component);
}

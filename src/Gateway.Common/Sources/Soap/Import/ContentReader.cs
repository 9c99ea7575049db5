using System.Globalization;
using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Reads complex types, their bases, groups and references resolved.</summary>
/// <remarks>
/// Errors: <see cref="ImportLimitException"/> for circles, and past the bound of members.
/// Source: XML Schema 1.0 Part 1 §3.4 Complex Types, §3.7 and §3.8 groups.
/// </remarks>
internal sealed class ContentReader(TypeResolver types, Derivations derivations, int membersMax)
{
    /// <summary>Bases and groups within one another; more is a cycle.</summary>
    private const int DepthMax = 64;

    private static readonly XNamespace Xsd = ContractNamespaces.Xsd;
    private static readonly XName ArrayType = ContractNamespaces.Wsdl + "arrayType";

    private readonly Dictionary<XElement, Content> _read = [];
    private int _membersLeft = membersMax;

    public Content Read(XElement complexType) => Read(complexType, depth: 0);

    private Content Read(XElement complexType, int depth)
    {
        if (_read.TryGetValue(complexType, out var known))
        {
            return known;
        }

        if (depth > DepthMax)
        {
            throw new ImportLimitException("Types extend one another in a circle.", complexType);
        }

        var content = complexType.Element(Xsd + "simpleContent") is { } simple
            ? ReadSimple(simple, depth)
            : complexType.Element(Xsd + "complexContent") is { } complex
                ? ReadComplex(complex, depth)
                : ReadDirect(complexType, depth);
        if (IsTrue(complexType, "mixed") || IsTrue(complexType.Element(Xsd + "complexContent"), "mixed"))
        {
            content = content with { Text = XsdType.String, IsMixed = true };
        }

        return _read[complexType] = content;
    }

    private Content ReadSimple(XElement simple, int depth)
    {
        var derivation = Derivation(simple);
        if (derivation is null)
        {
            return Content.Empty with { Text = XsdType.String };
        }

        var inherited = types.Named(derivation, "base");
        var fromBase = inherited.Complex is { } complex ? Read(complex, depth + 1) : null;
        var text = derivation.Element(Xsd + "simpleType") is { } inline
            ? new XsdType(null, inline)
            : fromBase?.Text ?? inherited;
        return new Content([], Merge(fromBase?.Attributes ?? [], ReadAttributes(derivation, depth)), text, false)
        {
            HasAnyAttribute = fromBase?.HasAnyAttribute == true || HasAnyAttribute(derivation, depth),
        };
    }

    private Content ReadComplex(XElement complex, int depth)
    {
        var derivation = Derivation(complex);
        if (derivation is null)
        {
            return Content.Empty;
        }

        var own = ReadDirect(derivation, depth);
        var inheritedName = derivation.QName("base");
        if (inheritedName == Xsd + "anyType" || inheritedName is null)
        {
            return own;
        }

        if (ContractNamespaces.IsEncoding(inheritedName.Namespace) && inheritedName.LocalName == "Array")
        {
            return ReadArray(derivation, own);
        }

        // Of a redefined type the base is the same name in the redefined file; this one was found first.
        var inherited = types.Named(derivation, "base").Complex;
        if (inherited is null || inherited == complex.Parent)
        {
            return own;
        }

        var fromBase = Read(inherited, depth + 1);
        var attributes = Merge(fromBase.Attributes, own.Attributes);
        return derivation.Name.LocalName == "extension"
            ? new Content([.. fromBase.Items, .. own.Items], attributes, fromBase.Text, fromBase.IsMixed)
            {
                HasAnyAttribute = fromBase.HasAnyAttribute || own.HasAnyAttribute,
            }
            : own with { Attributes = [.. attributes.Where(use => !IsProhibited(derivation, use))] };
    }

    /// <summary>Source: SOAP 1.1 §5.4.2 Arrays; WSDL 1.1 §2.2.</summary>
    private Content ReadArray(XElement restriction, Content own)
    {
        var attribute = restriction.Descendants(Xsd + "attribute").FirstOrDefault(static attribute =>
            attribute.Attribute(ArrayType) is not null);
        if (attribute is null || own.Items.Count > 0)
        {
            return own;
        }

        var name = attribute.Attribute(ArrayType)!.Value.Split('[')[0].Trim();
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (!QualifiedNames.IsName(name.AsSpan(colon + 1)) || colon == 0)
        {
            return own;
        }

        var ns = colon < 0 ? attribute.GetDefaultNamespace() : attribute.GetNamespaceOfPrefix(name[..colon]);
        var item = types.Named((ns ?? XNamespace.None) + name[(colon + 1)..], attribute);
        var items = new ElementParticle(0, int.MaxValue, "item", item, true, attribute) { Kind = XmlNodeKind.Item };
        return new Content([items], [], null, false);
    }

    private Content ReadDirect(XElement holder, int depth)
    {
        var items = new List<Particle>();
        foreach (var child in holder.Elements())
        {
            if (ReadParticle(child, depth) is { } particle)
            {
                items.Add(particle);
            }
        }

        return new Content(items, ReadAttributes(holder, depth), null, false)
        {
            HasAnyAttribute = HasAnyAttribute(holder, depth),
        };
    }

    private bool HasAnyAttribute(XElement holder, int depth)
    {
        Spend(holder, depth);
        return holder.Element(Xsd + "anyAttribute") is not null
            || holder.Elements(Xsd + "attributeGroup").Any(use =>
                types.Dereference(use, ComponentKind.AttributeGroup) is { } group && group != use
                && HasAnyAttribute(group, depth + 1));
    }

    /// <summary>Source: XML Schema 1.0 Part 1 §3.4.2: a restriction may forbid what its base has.</summary>
    private static bool IsProhibited(XElement restriction, AttributeUse use) =>
        restriction.Elements(Xsd + "attribute").Any(attribute =>
            (string?)attribute.Attribute("use") == "prohibited"
            && ((string?)attribute.Attribute("name") ?? attribute.QName("ref")?.LocalName) == use.Name.LocalName);

    private Particle? ReadParticle(XElement node, int depth)
    {
        if (node.Name.Namespace != Xsd)
        {
            return null;
        }

        Spend(node, depth);
        var (min, max) = Occurrence(node);
        if (max == 0)
        {
            return null;
        }

        return node.Name.LocalName switch
        {
            "element" => ReadElement(node, min, max),
            "sequence" or "all" => Group(min, max, ReadItems(node, depth)),
            "choice" => ReadItems(node, depth) is { Count: > 1 } items
                ? new ChoiceParticle(min, max, items)
                : Group(min, max, ReadItems(node, depth)),
            "group" => types.Dereference(node, ComponentKind.Group) is { } group && group != node
                ? Group(min, max, ReadItems(group, depth))
                : null,
            "any" => new AnyParticle(min, max),
            _ => null,
        };
    }

    private static SequenceParticle? Group(int min, int max, List<Particle> items) =>
        items.Count == 0 ? null : new SequenceParticle(min, max, items);

    private List<Particle> ReadItems(XElement group, int depth)
    {
        var items = new List<Particle>();
        foreach (var child in group.Elements())
        {
            if (ReadParticle(child, depth + 1) is { } particle)
            {
                items.Add(particle);
            }
        }

        return items;
    }

    private ElementParticle? ReadElement(XElement node, int min, int max)
    {
        var declaration = types.Dereference(node, ComponentKind.Element);
        if (declaration is null)
        {
            // Nothing declares it, but its name is known: its content is JSON.
            return node.QName("ref") is { } missing
                ? new ElementParticle(min, max, missing, XsdType.Any, false, node)
                : null;
        }

        var element = Element(declaration, min, max);
        var members = node.Attribute("ref") is null ? [] : derivations.Substitutes(declaration);
        if (members.Count == 0)
        {
            return element;
        }

        IEnumerable<XElement> elements = IsTrue(declaration, "abstract") ? members : members.Prepend(declaration);
        Particle[] alternatives = [.. elements.Where(static member => !IsTrue(member, "abstract"))
            .Select(member => Element(member, 1, 1))];
        return alternatives.Length == 0
            ? element
            : element with { Alternatives = new ChoiceParticle(1, 1, alternatives) };
    }

    private ElementParticle Element(XElement declaration, int min, int max) => new(
        min, max, NameOf(declaration, "elementFormDefault"), types.TypeOf(declaration),
        IsTrue(declaration, "nillable"), declaration);

    private List<AttributeUse> ReadAttributes(XElement holder, int depth)
    {
        var uses = new List<AttributeUse>();
        foreach (var node in holder.Elements())
        {
            Spend(node, depth);
            if (node.Name == Xsd + "attribute" && (string?)node.Attribute("use") != "prohibited")
            {
                if (ReadAttribute(node) is { } use)
                {
                    uses.Add(use);
                }
            }
            else if (node.Name == Xsd + "attributeGroup"
                && types.Dereference(node, ComponentKind.AttributeGroup) is { } group && group != node)
            {
                uses.AddRange(ReadAttributes(group, depth + 1));
            }
        }

        return uses;
    }

    /// <summary>Groups that use one another multiply: what they come to is bounded, not only their depth.</summary>
    private void Spend(XElement node, int depth)
    {
        if (depth > DepthMax)
        {
            throw new ImportLimitException("Groups hold one another in a circle.", node);
        }

        if (--_membersLeft < 0)
        {
            throw new ImportLimitException("The types come to more members than a schema may have.", node);
        }
    }

    private AttributeUse? ReadAttribute(XElement node)
    {
        var isRequired = (string?)node.Attribute("use") == "required";
        if (node.QName("ref") is { } name && name.Namespace == XNamespace.Xml)
        {
            return new AttributeUse(name, XsdType.String, isRequired, node);
        }

        var declaration = types.Dereference(node, ComponentKind.Attribute);
        return declaration is null
            ? null
            : new AttributeUse(
                NameOf(declaration, "attributeFormDefault"), types.TypeOf(declaration), isRequired, declaration);
    }

    /// <summary>By form and its default; global ones are qualified. Source: XML Schema 1.0 Part 1 §3.3.2.</summary>
    private static XName NameOf(XElement declaration, string formDefault)
    {
        var schema = QualifiedNames.SchemaOf(declaration);
        var form = (string?)declaration.Attribute("form") ?? (string?)schema?.Attribute(formDefault);
        var isGlobal = declaration.Parent is { } parent
            && (parent.Name == Xsd + "schema" || parent.Name == Xsd + "redefine");
        var ns = isGlobal || form == "qualified" ? QualifiedNames.SchemaNamespaceOf(declaration) : XNamespace.None;
        return ns + (((string?)declaration.Attribute("name"))?.Trim() is { Length: > 0 } name ? name : "element");
    }

    private static IReadOnlyList<AttributeUse> Merge(
        IReadOnlyList<AttributeUse> inherited, IReadOnlyList<AttributeUse> own) =>
        [.. inherited.Where(use => !own.Any(other => other.Name == use.Name)), .. own];

    private static XElement? Derivation(XElement content) => content.Elements().FirstOrDefault(static child =>
        child.Name == Xsd + "extension" || child.Name == Xsd + "restriction");

    private static (int Min, int Max) Occurrence(XElement node)
    {
        var min = Number((string?)node.Attribute("minOccurs"), 1);
        var max = (string?)node.Attribute("maxOccurs") == "unbounded"
            ? int.MaxValue
            : Number((string?)node.Attribute("maxOccurs"), Math.Max(1, min));
        return (min, max);
    }

    private static int Number(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static bool IsTrue(XElement? element, string attribute) =>
        (string?)element?.Attribute(attribute) is "true" or "1";
}

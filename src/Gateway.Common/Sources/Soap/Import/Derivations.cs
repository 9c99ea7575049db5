using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Which named types extend or restrict a type, and which elements may stand for another.</summary>
/// <remarks>
/// Shape: transitive, in the contract's order, each once; circles end where they close.
/// Source: XML Schema 1.0 Part 1 §2.6.3 xsi:type, §3.3.6 substitution groups.
/// </remarks>
internal sealed class Derivations
{
    private static readonly XNamespace Xsd = ContractNamespaces.Xsd;

    private readonly Dictionary<XElement, List<XElement>> _derived = [];
    private readonly Dictionary<XElement, List<XElement>> _substitutes = [];

    public Derivations(ContractComponents components)
    {
        foreach (var type in components.ComplexTypes)
        {
            if (BaseOf(type) is { } name && components.Find(ComponentKind.Type, name) is { } above)
            {
                Add(_derived, above, type);
            }
        }

        foreach (var element in components.All(ComponentKind.Element))
        {
            if (element.QName("substitutionGroup") is { } name
                && components.Find(ComponentKind.Element, name) is { } head)
            {
                Add(_substitutes, head, element);
            }
        }
    }

    /// <summary>The types that a value of a type may have: it and those below it, but for abstract ones.</summary>
    /// <returns>One at most where nothing is below it, or nothing but itself.</returns>
    public IReadOnlyList<XElement> Concrete(XElement type) =>
        [.. Below(_derived, type).Prepend(type).Where(static found => !IsAbstract(found))];

    /// <summary>Whether a value may be of another type than its element's.</summary>
    public bool IsOpen(XElement type) => _derived.ContainsKey(type) && Concrete(type).Any(found => found != type);

    /// <summary>The types below a type that have others below them.</summary>
    public IEnumerable<XElement> OpenBelow(XElement type) => Below(_derived, type).Where(IsOpen);

    /// <summary>The elements of a head's substitution group, without itself.</summary>
    public IReadOnlyList<XElement> Substitutes(XElement head) => Below(_substitutes, head);

    private static void Add(Dictionary<XElement, List<XElement>> map, XElement above, XElement below)
    {
        if (above == below)
        {
            return;
        }

        if (!map.TryGetValue(above, out var list))
        {
            map.Add(above, list = []);
        }

        list.Add(below);
    }

    private static List<XElement> Below(Dictionary<XElement, List<XElement>> map, XElement start)
    {
        var found = new List<XElement>();
        var seen = new HashSet<XElement> { start };
        var open = new Queue<XElement>([start]);
        while (open.TryDequeue(out var at))
        {
            foreach (var below in map.GetValueOrDefault(at) ?? [])
            {
                if (seen.Add(below))
                {
                    found.Add(below);
                    open.Enqueue(below);
                }
            }
        }

        return found;
    }

    private static XName? BaseOf(XElement complexType) => complexType.Elements()
        .Where(static content => content.Name == Xsd + "complexContent" || content.Name == Xsd + "simpleContent")
        .Elements()
        .FirstOrDefault(static child => child.Name == Xsd + "extension" || child.Name == Xsd + "restriction")
        ?.QName("base");

    private static bool IsAbstract(XElement type) => (string?)type.Attribute("abstract") is "true" or "1";
}

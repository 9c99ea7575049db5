using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Takes away names that are none in XML: nothing on the wire can be called so.</summary>
/// <remarks>
/// Shape: what loses its name cannot be referred to; the rest of the contract stays. Names that only people read (of
/// services, ports, faults) may be anything. Source: XML Schema 1.0 Part 2 §3.3.7 NCName; WSDL 1.1 §2.1.
/// </remarks>
internal static class MalformedNames
{
    private static readonly HashSet<XName> Named =
    [
        .. new[] { "message", "part", "portType", "operation", "binding" }
            .Select(static name => ContractNamespaces.Wsdl + name),
    ];

    public static void Remove(XElement root, Diagnostics diagnostics)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            if ((element.Name.Namespace == ContractNamespaces.Xsd || Named.Contains(element.Name))
                && element.Attribute("name") is { } name
                && !QualifiedNames.IsName(name.Value.Trim()))
            {
                diagnostics.Warning(
                    ImportDiagnosticCodes.Unresolved,
                    $"\"{name.Value}\" is no name in XML: this {element.Name.LocalName} has none.",
                    element);
                name.Remove();
            }
        }
    }
}

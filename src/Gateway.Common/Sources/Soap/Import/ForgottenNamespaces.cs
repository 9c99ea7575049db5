using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>
/// A contract whose elements are all in a namespace of its own, as its author forgot those of WSDL and XML Schema.
/// </summary>
/// <remarks>
/// Shape: renames in place by what the elements are called and where they stand; parsers that go by local names read
/// such contracts, so they are in use.
/// Source: WSDL 1.1 §2.1 (the grammar that places are taken from).
/// </remarks>
internal static class ForgottenNamespaces
{
    private static readonly XNamespace Wsdl = ContractNamespaces.Wsdl;
    private static readonly XNamespace Soap = ContractNamespaces.Soap11;

    public static void Restore(XElement root, Diagnostics diagnostics)
    {
        var forgotten = root.Name.Namespace;
        if (root.Name.LocalName != "definitions" || forgotten == Wsdl)
        {
            return;
        }

        diagnostics.Warning(
            ImportDiagnosticCodes.NotWsdl,
            $"The root is in \"{forgotten.NamespaceName}\", not WSDL 1.1's namespace: names are taken for WSDL's.",
            root);
        root.Name = Wsdl + root.Name.LocalName;
        foreach (var element in root.Descendants().Where(element => element.Name.Namespace == forgotten).ToList())
        {
            element.Name = NamespaceOf(element) + element.Name.LocalName;
        }
    }

    /// <summary>Parents come first, so theirs are right already.</summary>
    private static XNamespace NamespaceOf(XElement element)
    {
        var parent = element.Parent!.Name;
        if (parent.Namespace == ContractNamespaces.Xsd
            || (parent == Wsdl + "types" && element.Name.LocalName == "schema"))
        {
            return ContractNamespaces.Xsd;
        }

        return (parent.LocalName, element.Name.LocalName) switch
        {
            ("binding", "binding") or ("port", "address") => Soap,
            ("operation", "operation") => Soap,
            ("input" or "output" or "fault", "body" or "header" or "fault") => Soap,
            _ => Wsdl,
        };
    }
}

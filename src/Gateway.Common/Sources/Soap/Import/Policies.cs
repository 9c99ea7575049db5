using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>What the policies attached to a binding ask for.</summary>
/// <remarks>
/// Shape: assertions in the binding, and in the policies of its file that it refers to by id. An assertion that is
/// optional asks for nothing.
/// Source: WS-Policy 1.5 §4.3; WS-PolicyAttachment 1.5 §5; WSDL 1.1 §2.1.3 (extension elements).
/// </remarks>
internal static class Policies
{
    /// <param name="binding">Null for none.</param>
    /// <param name="assertion">Local name of the assertion's element.</param>
    public static bool Asks(XElement? binding, string assertion)
    {
        if (binding is null)
        {
            return false;
        }

        var ids = binding.Descendants()
            .Where(static element => element.Name.LocalName == "PolicyReference")
            .Select(static reference => ((string?)reference.Attribute("URI"))?.TrimStart('#'))
            .ToHashSet(StringComparer.Ordinal);
        var referred = ids.Count == 0 ? [] : binding.AncestorsAndSelf().Last().Descendants().Where(element =>
            element.Name.LocalName == "Policy"
            && element.Attributes().Any(id => id.Name.LocalName == "Id" && ids.Contains(id.Value)));
        return referred.Prepend(binding).Descendants().Any(element =>
            element.Name.LocalName == assertion && !element.AncestorsAndSelf().Any(IsOptional));
    }

    /// <summary>The action of an operation that names none.</summary>
    /// <remarks>Source: WS-Addressing 1.0 Metadata §4.4.1 and §4.4.4.</remarks>
    public static string Action(XElement declaration)
    {
        var input = declaration.Element(ContractNamespaces.Wsdl + "input");
        if (input?.Attributes().FirstOrDefault(static at => at.Name.LocalName == "Action") is { } stated)
        {
            return stated.Value.Trim();
        }

        var ns = ContractComponents.TargetNamespace(declaration.Ancestors().Last()).NamespaceName;
        var separator = ns.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? ':' : '/';
        var name = (string?)declaration.Attribute("name");
        var inputName = (string?)input?.Attribute("name")
            ?? (declaration.Element(ContractNamespaces.Wsdl + "output") is null ? name : name + "Request");
        var portType = (string?)declaration.Parent?.Attribute("name");
        return string.Join(separator, ns.TrimEnd(separator), portType, inputName);
    }

    private static bool IsOptional(XElement element) => element.Attributes().Any(static attribute =>
        attribute.Name.LocalName == "Optional" && attribute.Value is "true" or "1");
}

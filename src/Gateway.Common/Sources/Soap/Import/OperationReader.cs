using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Finds the operations that can be called, each once.</summary>
/// <remarks>
/// Shape: services, their ports, the ports' bindings, in document order; bindings alone where there is no service. Of
/// several bindings of one port type the first SOAP binding counts.
/// Source: WSDL 1.1 §2.4 to §2.7, §3.
/// </remarks>
internal sealed class OperationReader(ContractComponents components, Diagnostics diagnostics)
{
    private static readonly XNamespace Wsdl = ContractNamespaces.Wsdl;

    private readonly HashSet<(XElement Operation, XName PortType)> _seen = [];
    private string? _address;

    public List<SoapOperation> Read()
    {
        var operations = new List<SoapOperation>();
        foreach (var binding in FindBindings())
        {
            var soap = binding.Elements().FirstOrDefault(IsSoap("binding"));
            if (soap is null)
            {
                continue;
            }

            var portTypeName = binding.QName("type");
            var portType = portTypeName is null
                ? null
                : components.FindDefinition(ComponentKind.PortType, portTypeName);
            if (portType is null)
            {
                diagnostics.Warning(
                    ImportDiagnosticCodes.Unresolved, $"There is no port type {Show(binding, "type")}.", binding);
                continue;
            }

            foreach (var bound in binding.Elements(Wsdl + "operation"))
            {
                var declaration = Declaration(portType, bound);
                if (declaration is not null && _seen.Add((declaration, portTypeName!)))
                {
                    operations.Add(CheckElements(ReadOperation(bound, declaration, soap)));
                }
            }
        }

        return components.Bindings.Count == 0 ? ReadUnbound() : operations;
    }

    /// <summary>A contract that leaves its bindings to others: what WS-I's Basic Profile has as its default.</summary>
    private List<SoapOperation> ReadUnbound()
    {
        var operations = new List<SoapOperation>();
        foreach (var portType in components.All(ComponentKind.PortType))
        {
            diagnostics.Warning(
                ImportDiagnosticCodes.NotSupported,
                $"Nothing binds {(string?)portType.Attribute("name")}: literal SOAP 1.1 without an action is taken.",
                portType);
            foreach (var declaration in portType.Elements(Wsdl + "operation").Where(IsNamed))
            {
                // Parts of types have no element to stand for them, so their operation must be one (rpc).
                var isRpc = Parts(declaration.Element(Wsdl + "input")).Any(static part => part.Element is null);
                var binding = new XElement(
                    ContractNamespaces.Soap11 + "binding", new XAttribute("style", isRpc ? "rpc" : "document"));
                var bound = new XElement(Wsdl + "operation", declaration.Attribute("name"));
                operations.Add(CheckElements(ReadOperation(bound, declaration, binding)));
            }
        }

        return operations;
    }

    private IEnumerable<XElement> FindBindings()
    {
        var isFound = false;
        foreach (var port in components.Services.Elements(Wsdl + "port"))
        {
            var name = port.QName("binding");
            var binding = name is null ? null : components.FindDefinition(ComponentKind.Binding, name);
            if (binding is null)
            {
                diagnostics.Warning(
                    ImportDiagnosticCodes.Unresolved, $"There is no binding {Show(port, "binding")}.", port);
                continue;
            }

            isFound = true;
            CheckAddress(port, binding);
            yield return binding;
        }

        foreach (var binding in isFound ? [] : components.Bindings)
        {
            yield return binding;
        }
    }

    /// <summary>A source has one address; operations at another one need a source of their own.</summary>
    private void CheckAddress(XElement port, XElement binding)
    {
        var address = (string?)port.Elements().FirstOrDefault(IsSoap("address"))?.Attribute("location");
        _address ??= address;
        if (address is not null && address != _address)
        {
            diagnostics.Warning(
                ImportDiagnosticCodes.NotSupported,
                $"{(string?)binding.Attribute("name")} is at {address}, others at {_address}: all are called at one "
                + "address. Import the contract as two sources, or put one address before both.",
                port);
        }
    }

    /// <summary>One without a name cannot be called.</summary>
    private bool IsNamed(XElement operation)
    {
        var isNamed = !string.IsNullOrWhiteSpace((string?)operation.Attribute("name"));
        if (!isNamed)
        {
            diagnostics.Warning(
                ImportDiagnosticCodes.Unresolved, "This operation has no name, and is left out.", operation);
        }

        return isNamed;
    }

    private XElement? Declaration(XElement portType, XElement bound)
    {
        if (!IsNamed(bound))
        {
            return null;
        }

        var name = (string?)bound.Attribute("name");
        var candidates = portType.Elements(Wsdl + "operation")
            .Where(operation => (string?)operation.Attribute("name") == name).ToList();
        if (candidates.Count == 0)
        {
            diagnostics.Warning(
                ImportDiagnosticCodes.Unresolved, $"The port type has no operation {name}.", bound);
            return null;
        }

        // Overloads are told apart by the names of their inputs. Source: WSDL 1.1 §2.5.
        var input = (string?)bound.Element(Wsdl + "input")?.Attribute("name");
        return candidates.Find(operation => (string?)operation.Element(Wsdl + "input")?.Attribute("name") == input)
            ?? candidates[0];
    }

    private SoapOperation ReadOperation(XElement bound, XElement declaration, XElement soapBinding)
    {
        var soap = bound.Elements().FirstOrDefault(IsSoap("operation"));
        var style = (string?)soap?.Attribute("style") ?? (string?)soapBinding.Attribute("style");
        var input = bound.Element(Wsdl + "input");
        var output = bound.Element(Wsdl + "output");
        var inputBody = FindBody(input);
        var inputParts = Parts(declaration.Element(Wsdl + "input"));
        var outputDeclaration = declaration.Element(Wsdl + "output");
        var traits = new BindingTraits(
            (string?)inputBody?.Attribute("use") == "encoded",
            Policies.Asks(soapBinding.Parent, "OptimizedMimeSerialization"),
            Policies.Asks(soapBinding.Parent, "UsingAddressing") || Policies.Asks(soapBinding.Parent, "Addressing"));
        var action = ((string?)soap?.Attribute("soapAction"))?.Trim() ?? "";
        return new SoapOperation(
            ((string?)declaration.Attribute("name"))?.Trim() ?? "",
            declaration.Element(Wsdl + "documentation")?.Value,
            action.Length == 0 && traits.IsAddressing ? Policies.Action(declaration) : action,
            soapBinding.Name.Namespace == ContractNamespaces.Soap12,
            style == "rpc",
            BodyNamespace(inputBody, declaration),
            BodyNamespace(FindBody(output), declaration),
            ReadHeaders(input),
            BodyParts(inputParts, inputBody, input),
            outputDeclaration is null ? null : BodyParts(Parts(outputDeclaration), FindBody(output), output),
            ReadHeaders(output),
            ReadFaults(declaration),
            traits,
            declaration);
    }

    /// <summary>Names the elements that nothing declares: their content is JSON, so calls can be made.</summary>
    private SoapOperation CheckElements(SoapOperation operation)
    {
        foreach (var part in operation.Input.Concat(operation.Output ?? []).Concat(operation.Headers).Where(IsMissing))
        {
            diagnostics.Warning(
                ImportDiagnosticCodes.Unresolved,
                $"There is no element {part.Element}: what {operation.Name} has there is JSON.", part.At);
        }

        return operation;
    }

    private bool IsMissing(MessagePart part) =>
        part.Element is { } element && components.Find(ComponentKind.Element, element) is null;

    /// <param name="reference">An input, output, fault or header; null for none.</param>
    private IReadOnlyList<MessagePart> Parts(XElement? reference)
    {
        if (reference is null || reference.QName("message") is not { } name)
        {
            return [];
        }

        var message = components.FindDefinition(ComponentKind.Message, name);
        if (message is null)
        {
            diagnostics.Warning(
                ImportDiagnosticCodes.Unresolved,
                $"There is no message {name.LocalName}: the body is taken to be empty.", reference);
            return [];
        }

        return [.. message.Elements(Wsdl + "part").Select(static part => new MessagePart(
            (string?)part.Attribute("name") ?? "part", part.QName("element"), part.QName("type"), part))];
    }

    /// <summary>All parts but those that the binding sends elsewhere, or those that it lists.</summary>
    private static List<MessagePart> BodyParts(IReadOnlyList<MessagePart> parts, XElement? body, XElement? direction)
    {
        var listed = ((string?)body?.Attribute("parts"))?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (listed is not null)
        {
            return [.. parts.Where(part => listed.Contains(part.Name))];
        }

        var elsewhere = direction?.Elements().Where(IsSoap("header"))
            .Select(static header => (string?)header.Attribute("part")).ToHashSet() ?? [];
        return [.. parts.Where(part => parts.Count == 1 || !elsewhere.Contains(part.Name))];
    }

    private List<MessagePart> ReadHeaders(XElement? direction)
    {
        var headers = new List<MessagePart>();
        foreach (var header in direction?.Elements().Where(IsSoap("header")) ?? [])
        {
            var name = (string?)header.Attribute("part");
            var part = Parts(header).FirstOrDefault(part => part.Name == name);
            if (part is null)
            {
                diagnostics.Warning(
                    ImportDiagnosticCodes.Unresolved, $"The header's message has no part {name}.", header);
            }
            else
            {
                headers.Add(part);
            }
        }

        return headers;
    }

    private List<MessagePart> ReadFaults(XElement declaration) =>
        [.. declaration.Elements(Wsdl + "fault")
            .SelectMany(fault => Parts(fault).Take(1))
            .DistinctBy(static part => part.Element?.LocalName ?? part.Name)];

    private static XElement? FindBody(XElement? direction) =>
        direction?.Elements().FirstOrDefault(IsSoap("body"))
        // MIME bindings hold the body in their first part. Source: WSDL 1.1 §5.
        ?? direction?.Descendants().FirstOrDefault(IsSoap("body"));

    private static XNamespace BodyNamespace(XElement? body, XElement declaration) =>
        (string?)body?.Attribute("namespace")
        ?? ContractComponents.TargetNamespace(declaration.Ancestors(Wsdl + "definitions").First());

    private static Func<XElement, bool> IsSoap(string localName) =>
        element => element.Name.LocalName == localName && ContractNamespaces.IsSoap(element.Name.Namespace);

    private static string Show(XElement element, string attribute) => (string?)element.Attribute(attribute) ?? "(none)";
}

using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Operations as root fields with their binding.</summary>
internal sealed class OperationFields(
    TypeResolver types, ContentReader contents, InputTypes inputs, OutputTypes outputs, SimpleTypes simpleTypes,
    TypeRegistry registry, XmlAnnotations annotations, Diagnostics diagnostics)
{
    /// <summary>Elements of an operation's request, or of its answer.</summary>
    /// <param name="Name">Null without an element.</param>
    /// <param name="Content">What it holds; null where it is a simple type.</param>
    /// <param name="Simple">Its simple type, or null.</param>
    /// <param name="Declaration">For documentation and names; null for rpc.</param>
    public sealed record BodyElement(XName? Name, Content? Content, XsdType? Simple, XElement? Declaration);

    public SdlMember Field(SoapOperation operation, NameScope names)
    {
        var request = Request(operation);
        var response = Response(operation);
        var isQualified = IsQualified(request) && IsQualified(response);
        var requestNamespace = request.Name?.NamespaceName ?? operation.InputNamespace.NamespaceName;
        var field = new SdlMember(names.Take(GraphQLNames.Field(operation.Name)))
        {
            Description = Documentation.Clean(operation.Documentation),
        };
        field.Arguments.AddRange(Arguments(operation, request, isQualified ? requestNamespace : ""));
        var responseNamespace = response?.Name?.NamespaceName ?? requestNamespace;
        var result = SetResult(field, operation, response, isQualified ? responseNamespace : "");
        field.Directives.Insert(0, Directive(operation, request, response, requestNamespace, isQualified, result));
        return field;
    }

    /// <summary>Namespaces that elements without their own are in: one for request, one for answer.</summary>
    public IEnumerable<string> InheritedNamespaces(SoapOperation operation)
    {
        var request = Request(operation);
        var response = Response(operation);
        var isQualified = IsQualified(request) && IsQualified(response);
        var requestNamespace = request.Name?.NamespaceName ?? operation.InputNamespace.NamespaceName;
        yield return isQualified ? requestNamespace : "";
        yield return isQualified ? response?.Name?.NamespaceName ?? requestNamespace : "";
    }

    private BodyElement Request(SoapOperation operation) => operation.IsRpc
        ? Rpc(operation.InputNamespace + operation.Name, operation.Input)
        : Document(operation.Input, operation.Declaration) ?? new BodyElement(null, Content.Empty, null, null);

    private BodyElement? Response(SoapOperation operation) => operation switch
    {
        { Output: null } => null,
        { IsRpc: true } => Rpc(operation.OutputNamespace + (operation.Name + "Response"), operation.Output),
        _ => Document(operation.Output, operation.Declaration),
    };

    /// <summary>Parts are children without namespace. Source: WS-I Basic Profile 1.1 §4.7.</summary>
    private BodyElement Rpc(XName name, IReadOnlyList<MessagePart> parts) => new(
        name,
        new Content([.. parts.Select(Part)], [], null, false),
        null,
        null);

    private ElementParticle Part(MessagePart part)
    {
        if (part.Element is { } element)
        {
            var declaration = types.Find(ComponentKind.Element, element);
            return declaration is null
                ? new ElementParticle(1, 1, element, XsdType.Any, false, part.At)
                : new ElementParticle(1, 1, element, types.TypeOf(declaration), IsNillable(declaration), declaration);
        }

        var type = part.Type is { } name ? types.Named(name, part.At) : XsdType.Any;
        return new ElementParticle(1, 1, part.Name, type, false, part.At);
    }

    private BodyElement? Document(IReadOnlyList<MessagePart> parts, XElement at)
    {
        if (parts.Count > 1)
        {
            diagnostics.Warning(
                ImportDiagnosticCodes.NotSupported,
                "A document style body of several parts: only the first is carried.", at);
        }

        if (parts.Count == 0)
        {
            return null;
        }

        var particle = Part(parts[0]);
        return particle.Type.Complex is { } complex
            ? new BodyElement(particle.Name, contents.Read(complex), null, particle.Declaration)
            : new BodyElement(particle.Name, null, particle.Type, particle.Declaration);
    }

    private List<SdlMember> Arguments(SoapOperation operation, BodyElement request, string ns)
    {
        var owner = GraphQLNames.Type(operation.Name);
        var fields = request.Content is { } content
            ? inputs.Fields(content, owner, ns)
            : inputs.Fields(Content.Empty with { Text = request.Simple }, owner, ns);
        var names = new NameScope(fields.Select(static field => field.Name));
        foreach (var header in operation.Headers)
        {
            var scope = new FieldScope(names, owner, ns, fields);
            fields.Add(inputs.Element(scope, Part(header), isOptional: true, XmlNodeKind.Header));
        }

        return fields;
    }

    /// <summary>Sets the field's type.</summary>
    /// <returns>The name of the answer's one child, where that is the value.</returns>
    private string? SetResult(SdlMember field, SoapOperation operation, BodyElement? response, string ns)
    {
        if (response is null || (response.Content is { IsEmpty: true } && operation.OutputHeaders.Count == 0))
        {
            field.Type = "Boolean";
            field.Directives.Add("@xml(as: \"PRESENCE\")");
            return null;
        }

        if (response.Simple is { } simple)
        {
            var leaf = simpleTypes.Of(simple, GraphQLNames.Type(operation.Name) + "Result");
            field.Type = leaf.IsList ? $"[{leaf.Name}!]" : leaf.Name;
            field.Directives.AddRange(XmlAnnotations.LeafFlags(leaf).Select(static flag => $"@xml({flag})"));
            return null;
        }

        var content = response.Content!;
        var owner = GraphQLNames.Type(
            operation.IsRpc ? operation.Name + "Response" : response.Name!.LocalName);
        var members = OutputTypes.Members(content.Items);
        if (members is [{ Particle.Kind: XmlNodeKind.Element } only] && operation.OutputHeaders.Count == 0
            && content is { Attributes: [], Text: null, HasAnyAttribute: false })
        {
            var fields = outputs.Fields(content, owner, ns);
            if (fields is [var child])
            {
                field.Type = child.Type.TrimEnd('!');
                field.Directives.AddRange(child.Directives.Where(static directive => !IsSource(directive)));
                return only.Particle.Name.LocalName;
            }
        }

        field.Type = ResultType(operation, response, content, owner);
        return null;
    }

    private string ResultType(SoapOperation operation, BodyElement response, Content content, string owner)
    {
        var complex = response.Declaration is { } declaration ? types.TypeOf(declaration).Complex : null;
        if (complex is not null && operation.OutputHeaders.Count == 0)
        {
            return outputs.Named(complex, owner);
        }

        // With header fields it is a type of this operation's own.
        object origin = operation.OutputHeaders.Count == 0 ? content : operation;
        if (registry.TryFind(SdlKind.Object, origin, out var known))
        {
            return known.Name;
        }

        var name = origin is XElement definition ? (string?)definition.Attribute("name") ?? owner : owner;
        var type = registry.Add(SdlKind.Object, origin, name);
        var ns = annotations.Namespace(
            type, OutputTypes.Members(content.Items).Select(static member => member.Particle.Name));
        type.Members.AddRange(outputs.Fields(content, type.Name, ns));
        AddHeaders(operation, type, ns);
        return type.Name;
    }

    /// <summary>Elements of the answer's header beside what its body holds.</summary>
    private void AddHeaders(SoapOperation operation, SdlType type, string ns)
    {
        var names = new NameScope(type.Members.Select(static member => member.Name));
        foreach (var header in operation.OutputHeaders)
        {
            var particle = Part(header) with { Min = 0, Kind = XmlNodeKind.Header };
            type.Members.Add(outputs.Header(particle, names, type.Name, ns));
        }
    }

    private string Directive(
        SoapOperation operation, BodyElement request, BodyElement? response, string ns, bool isQualified,
        string? result)
    {
        var arguments = new List<string>();
        AddText("action", operation.Action.Length == 0 ? null : operation.Action);
        AddText("version", operation.IsSoap12 ? "1.2" : null);
        AddText("namespace", ns.Length == 0 ? null : ns);
        AddText("request", request.Name?.LocalName);
        AddText("response", operation.IsRpc ? null : response?.Name?.LocalName);
        AddText("responseNamespace", response?.Name?.NamespaceName is { } other && other != ns ? other : null);
        AddText("result", result);
        arguments.AddRange(isQualified ? [] : ["qualified: false"]);
        arguments.AddRange(operation.Output is null ? ["oneWay: true"] : []);
        arguments.AddRange(operation.Traits.IsEncoded ? ["encoded: true"] : []);
        arguments.AddRange(operation.Traits.IsMtom ? ["mtom: true"] : []);
        arguments.AddRange(operation.Traits.IsAddressing ? ["addressing: true"] : []);
        if (operation.Faults.Count > 0)
        {
            arguments.Add($"faults: [{string.Join(", ", Faults(operation, ns).Select(SdlWriter.Quote))}]");
        }

        return $"@soap({string.Join(", ", arguments)})";

        void AddText(string name, string? value) =>
            arguments.AddRange(value is null ? [] : [$"{name}: {SdlWriter.Quote(value)}"]);
    }

    private IEnumerable<string> Faults(SoapOperation operation, string ns)
    {
        var signatures = new FaultSignatures(contents, simpleTypes);
        return operation.Faults.Select(fault => signatures.Of(Part(fault), ns));
    }

    private static bool IsSource(string directive) => directive.StartsWith("@source", StringComparison.Ordinal);

    private static bool IsQualified(BodyElement? element)
    {
        var members = OutputTypes.Members(element?.Content?.Items ?? []);
        return members.Count == 0 || members.Any(static member => member.Particle.Name.NamespaceName.Length > 0);
    }

    private static bool IsNillable(XElement declaration) =>
        (string?)declaration.Attribute("nillable") is "true" or "1";
}

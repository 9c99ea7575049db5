using System.Globalization;
using System.Security;
using System.Text;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Makes the plans of a field's arguments, and names the namespaces that they need.</summary>
internal sealed class RequestCompiler(SoapDirective soap)
{
    private readonly XmlNames _names = new(soap.IsQualified ? soap.Namespace : "");
    private readonly Dictionary<InputObjectType, ObjectValuePlan> _objects = [];
    private readonly List<string> _namespaces = [];

    /// <summary>Those used so far; the prefix of each is <c>n</c> and its position from 1.</summary>
    public IReadOnlyList<string> Namespaces => _namespaces;

    /// <summary>Whether names of types are written, with the prefix <c>xsi</c>.</summary>
    public bool UsesInstance { get; private set; }

    public FieldPlan Field(InputValueDefinition definition, NamedType? declaringType)
    {
        var xml = XmlDirective.Of(definition.FindDirective("xml"u8));
        var value = Value(definition.Type.Named);
        var (start, end) = Tags(definition, xml, declaringType, value);
        return new FieldPlan
        {
            Name = definition.Utf8Name,
            Kind = xml.Kind,
            Start = Encoding.UTF8.GetBytes(start),
            End = Encoding.UTF8.GetBytes(end),
            IsList = definition.Type.IsList && !xml.IsTextList,
            IsTextList = xml.IsTextList,
            IsNillable = xml.IsNillable,
            IsRequired = xml.IsRequired,
            Value = value,
        };
    }

    private (string Start, string End) Tags(
        InputValueDefinition definition, XmlDirective xml, NamedType? declaringType, ValuePlan value)
    {
        var name = Qualify(WireName.Of(definition), _names.NamespaceOf(xml, declaringType));
        switch (xml.Kind)
        {
            case XmlNodeKind.Attribute:
                return ($" {name}=\"", "\"");
            case XmlNodeKind.Type:
                UsesInstance = true;
                return ($" xsi:type=\"{name}\"", "");
            default:
                // An element of several types names the one that it has; the member that is given says which.
                var type = value is ObjectValuePlan { IsOneOfTypes: true } ? "" : TypeAttributes(xml.TypeName);
                return ($"<{name}{type}", $"</{name}>");
        }
    }

    /// <summary>Of encoded bodies. Source: SOAP 1.1 §5.1, §5.4.2 (arrays without a size).</summary>
    private string TypeAttributes(string? type)
    {
        if (!soap.IsEncoded || type is null)
        {
            return "";
        }

        UsesInstance = true;
        if (!type.EndsWith("[]", StringComparison.Ordinal))
        {
            return $" xsi:type=\"{TypeName(type)}\"";
        }

        if (soap.IsSoap12)
        {
            // Source: SOAP 1.2 Part 2 §3.1.6.
            return $" {Qualify("itemType", NamespaceTable.Encoding12Uri)}=\"{TypeName(type[..^2])}\"";
        }

        var array = Qualify("Array", NamespaceTable.Encoding11Uri);
        return $" xsi:type=\"{array}\" {Qualify("arrayType", NamespaceTable.Encoding11Uri)}=\"{TypeName(type)}\"";
    }

    private string TypeName(string type)
    {
        if (type.StartsWith("xs:", StringComparison.Ordinal))
        {
            return Qualify(type["xs:".Length..], "http://www.w3.org/2001/XMLSchema");
        }

        var end = type.IndexOf('}', StringComparison.Ordinal);
        return end < 0 ? type : Qualify(type[(end + 1)..], type[1..end]);
    }

    /// <summary>A name with the prefix of its namespace; elements without namespace have none.</summary>
    public string Qualify(string localName, string ns)
    {
        if (ns.Length == 0)
        {
            return localName;
        }

        if (ns == NamespaceTable.XmlUri)
        {
            return "xml:" + localName;
        }

        var index = _namespaces.IndexOf(ns);
        if (index < 0)
        {
            index = _namespaces.Count;
            _namespaces.Add(ns);
        }

        return string.Create(CultureInfo.InvariantCulture, $"n{index + 1}:{localName}");
    }

    private ValuePlan Value(NamedType type) => type switch
    {
        InputObjectType input => Object(input),
        EnumType values => new LeafValuePlan
        {
            EnumTexts = new Utf8Map<EnumText>(
                [.. values.Values.Select(static value =>
                    new EnumText(value.Utf8Name, Encoding.UTF8.GetBytes(SecurityElement.Escape(WireName.Of(value)))))],
                static text => text.Name),
        },
        { Name: NamedScalars.Json } => LeafValuePlan.Json,
        { Name: NamedScalars.Base64 } when soap.IsMtom => LeafValuePlan.Binary,
        _ => LeafValuePlan.Text,
    };

    private ObjectValuePlan Object(InputObjectType type)
    {
        if (!_objects.TryGetValue(type, out var plan))
        {
            plan = new ObjectValuePlan();
            _objects.Add(type, plan);
            plan.Complete([.. type.Fields.Select(field => Field(field, type))]);
        }

        return plan;
    }
}

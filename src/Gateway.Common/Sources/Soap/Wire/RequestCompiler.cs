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

    public FieldPlan Field(InputValueDefinition definition, NamedType? declaringType)
    {
        var xml = XmlDirective.Of(definition.FindDirective("xml"u8));
        var name = Qualify(WireName.Of(definition), _names.NamespaceOf(xml, declaringType));
        var isAttribute = xml.Kind == XmlNodeKind.Attribute;
        return new FieldPlan
        {
            Name = definition.Utf8Name,
            Kind = xml.Kind,
            Start = Encoding.UTF8.GetBytes(isAttribute ? $" {name}=\"" : $"<{name}"),
            End = Encoding.UTF8.GetBytes(isAttribute ? "\"" : $"</{name}>"),
            IsList = definition.Type.IsList && !xml.IsTextList,
            IsTextList = xml.IsTextList,
            IsNillable = xml.IsNillable,
            IsRequired = xml.IsRequired,
            Value = Value(definition.Type.Named),
        };
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

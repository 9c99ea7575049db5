using System.Text;
using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Makes reading plans from what is selected of an answer.</summary>
internal sealed class AnswerCompiler(SoapDirective soap)
{
    private readonly XmlNames _names = new(soap.IsQualified ? soap.ResponseNamespace : "");
    private readonly Dictionary<FetchSelection, ObjectPlan> _objects = [];

    public NamespaceTable Namespaces { get; } = new();

    /// <param name="field">A field of the selection, or the bound field itself.</param>
    /// <param name="index">Among the selection's fields.</param>
    /// <param name="declaringType">Null for the bound field.</param>
    public ReadField Field(FetchField field, int index, NamedType? declaringType)
    {
        var xml = XmlDirective.Of(field.Field.FindDirective("xml"u8));
        var type = field.Field.Type;
        var ns = _names.NamespaceOf(xml, declaringType);
        var selected = field.Selection is null ? null : Object(field.Selection);
        return new ReadField
        {
            Index = index,
            Element = new ElementName(Encoding.UTF8.GetBytes(WireName.Of(field.Field)), Namespaces.Add(ns)),
            Kind = xml.Kind,
            IsList = type.IsList && !xml.IsTextList,
            IsTextList = xml.IsTextList,
            Leaf = field.Selection is null ? Leaf(type.Named, xml.Space) : null,
            Object = selected,
            DefaultText = xml.DefaultText is null ? null : Encoding.UTF8.GetBytes(xml.DefaultText),
            Substitutes = [.. SubstituteDirective.Of(field.Field.Directives).Select(other => (
                new ElementName(Encoding.UTF8.GetBytes(other.Element), Namespaces.Add(other.Namespace ?? ns)),
                other.Type is null ? null : selected?.FindType(Encoding.UTF8.GetBytes(other.Type))))],
        };
    }

    private ObjectPlan Object(FetchSelection selection)
    {
        if (_objects.TryGetValue(selection, out var plan))
        {
            return plan;
        }

        plan = new ObjectPlan { Selection = selection };
        _objects.Add(selection, plan);
        var fields = new List<ReadField>();
        for (var index = 0; index < selection.Fields.Count; index++)
        {
            var field = selection.Fields[index];

            // A bound field is a call of its own, made by the source's other fetches.
            if (!SoapDirective.IsOn(field.Field))
            {
                fields.Add(Field(field, index, field.Field.DeclaringType));
            }
        }

        plan.Complete([.. fields]);
        return plan;
    }

    private static LeafPlan Leaf(NamedType type, WhiteSpace space) => new()
    {
        Kind = LeafKinds.Of(type),
        Space = type is ScalarType { Kind: ScalarKind.String } ? space : WhiteSpace.Collapse,
        IsJson = type.Name == NamedScalars.Json,
        IsBinary = type.Name == NamedScalars.Base64,
        EnumNames = type is EnumType values
            ? new Utf8Map<EnumName>(
                [.. values.Values.Select(static value => new EnumName(
                    Encoding.UTF8.GetBytes(WireName.Of(value)), Encoding.UTF8.GetBytes($"\"{value.Name}\"")))],
                static name => name.Wire)
            : null,
    };
}

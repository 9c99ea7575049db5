using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <param name="Name">A scalar or enum.</param>
/// <param name="IsList">White space separates its items.</param>
/// <param name="Space">What white space in a String means.</param>
internal sealed record LeafType(string Name, bool IsList, WhiteSpace Space = WhiteSpace.Preserve);

/// <summary>Simple types as scalars and enums.</summary>
/// <remarks>
/// Facets other than enumeration are the service's to check; a union is a String, as its members' texts may overlap.
/// Source: XML Schema 1.0 Part 2 §3 and §4.
/// </remarks>
internal sealed class SimpleTypes(TypeResolver types, TypeRegistry registry)
{
    /// <summary>Restrictions of restrictions; more is a cycle.</summary>
    private const int DepthMax = 32;

    private static readonly XNamespace Xsd = ContractNamespaces.Xsd;

    private static readonly LeafType String = new("String", false);

    /// <summary>Whether XML Schema has a type of that name that means more than its text.</summary>
    public static bool IsBuiltIn(string name) =>
        name is "string" or "token" or "anyURI" or "QName"
        || BuiltIn(name) with { Space = WhiteSpace.Preserve } != String;

    /// <param name="type">No complex type.</param>
    /// <param name="hint">A name for an enum without one.</param>
    public LeafType Of(XsdType type, string hint) => Of(type, hint, depth: 0);

    /// <summary>The scalar of a simple type; of an enumeration that of its texts.</summary>
    public LeafType ScalarOf(XsdType type) => Of(type, null, depth: 0);

    /// <param name="type">No complex type.</param>
    /// <param name="hint">A name for an enum without one; null: no enum is made.</param>
    /// <param name="depth">Restrictions around it.</param>
    private LeafType Of(XsdType type, string? hint, int depth)
    {
        if (type.Definition is not { } definition)
        {
            return BuiltIn(type.BuiltIn!);
        }

        if (depth > DepthMax || definition.Name.LocalName != "simpleType")
        {
            return String;
        }

        if (definition.Element(Xsd + "list") is { } list)
        {
            var item = list.Attribute("itemType") is not null ? types.Named(list, "itemType") : types.TypeOf(list);
            var leaf = item == XsdType.Any ? String : Of(item, hint is null ? null : hint + "Item", depth + 1);
            return leaf with { IsList = true };
        }

        if (definition.Element(Xsd + "restriction") is not { } restriction)
        {
            return String;
        }

        var values = restriction.Elements(Xsd + "enumeration").ToList();
        var inherited = restriction.Attribute("base") is not null
            ? types.Named(restriction, "base")
            : types.TypeOf(restriction);
        if (values.Count > 0 && hint is not null)
        {
            var name = (string?)definition.Attribute("name") ?? hint;
            return new LeafType(registry.Enum(definition, name, values), false);
        }

        var restricted = inherited.Complex is null && inherited != XsdType.Any
            ? Of(inherited, hint, depth + 1)
            : String;
        return restricted with { Space = SpaceOf(restriction) ?? restricted.Space };
    }

    private static WhiteSpace? SpaceOf(XElement restriction) =>
        (string?)restriction.Element(Xsd + "whiteSpace")?.Attribute("value") switch
        {
            "preserve" => WhiteSpace.Preserve,
            "replace" => WhiteSpace.Replace,
            "collapse" => WhiteSpace.Collapse,
            _ => null,
        };

    /// <summary>Source: XML Schema 1.0 Part 2 §3.2, §3.3.</summary>
    private static WhiteSpace SpaceOf(string name) => name switch
    {
        "normalizedString" => WhiteSpace.Replace,
        "token" or "language" or "NMTOKEN" or "Name" or "NCName" or "ID" or "IDREF" or "ENTITY" or "QName"
            or "NOTATION" or "anyURI" or "hexBinary" or "gYear" or "gYearMonth" or "gMonth" or "gMonthDay"
            or "gDay" => WhiteSpace.Collapse,
        _ => WhiteSpace.Preserve,
    };

    private static LeafType BuiltIn(string name)
    {
        var isList = name is "NMTOKENS" or "IDREFS" or "ENTITIES";
        return new LeafType(name switch
        {
            "boolean" => "Boolean",
            "int" or "short" or "byte" or "unsignedShort" or "unsignedByte" => "Int",
            "double" or "float" => "Float",
            "long" or "unsignedLong" or "unsignedInt" => NamedScalars.Long,
            "decimal" or "integer" or "positiveInteger" or "negativeInteger" or "nonNegativeInteger"
                or "nonPositiveInteger" => NamedScalars.Decimal,
            "date" => NamedScalars.Date,
            "dateTime" => NamedScalars.DateTime,
            "time" => NamedScalars.Time,
            "duration" => NamedScalars.Duration,
            "base64Binary" or "base64" => NamedScalars.Base64,
            "anyType" or "ur-type" or "Struct" or "Array" => NamedScalars.Json,
            _ => "String",
        }, isList, SpaceOf(name));
    }
}

using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>A type of XML Schema: one that it names itself, or a definition of the contract.</summary>
/// <param name="BuiltIn">Its local name (<c>string</c>), or null.</param>
/// <param name="Definition">An <c>xs:simpleType</c> or <c>xs:complexType</c>, or null.</param>
internal sealed record XsdType(string? BuiltIn, XElement? Definition)
{
    public static XsdType Any { get; } = new("anyType", null);

    public static XsdType String { get; } = new("string", null);

    public XElement? Complex => Definition?.Name.LocalName == "complexType" ? Definition : null;
}

namespace Gateway.Common.Sources.Soap;

/// <summary>How a field stands in XML: <c>@xml(as:)</c>.</summary>
internal enum XmlNodeKind : byte
{
    /// <summary>A child element, repeated for a list.</summary>
    Element,
    Attribute,

    /// <summary>The text of the element itself.</summary>
    Text,

    /// <summary>No element: its members stand where it stands (a choice, a repeated sequence).</summary>
    Group,

    /// <summary>Elements that the contract does not name (<c>xs:any</c>), as JSON.</summary>
    Any,

    /// <summary>An element without content: true when it is there.</summary>
    Presence,

    /// <summary>An element of the envelope's header.</summary>
    Header,

    /// <summary>Every child element, whatever it is called: an item of SOAP's encoded arrays.</summary>
    Item,

    /// <summary>Of an input of several types: the one that the element then names (<c>xsi:type</c>).</summary>
    Type,

    /// <summary>Attributes that the contract does not name (<c>xs:anyAttribute</c>), as JSON.</summary>
    AnyAttribute,
}

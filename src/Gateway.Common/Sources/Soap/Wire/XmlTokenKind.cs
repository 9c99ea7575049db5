namespace Gateway.Common.Sources.Soap.Wire;

internal enum XmlTokenKind : byte
{
    None,
    StartElement,
    EndElement,

    /// <summary>Character data with references still in it.</summary>
    Text,

    /// <summary>The inside of a CDATA section: nothing in it is markup.</summary>
    CData,
    EndOfDocument,
}

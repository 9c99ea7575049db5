namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Symbol spaces of WSDL 1.1 and XML Schema.</summary>
internal enum ComponentKind : byte
{
    Message,
    PortType,
    Binding,
    Element,
    Type,
    Group,
    Attribute,
    AttributeGroup,
}

using System.Xml;

namespace Shop.Soap;

/// <summary>Fault codes by their SOAP 1.1 names.</summary>
internal enum SoapFaultCode
{
    Client,
    Server,
    VersionMismatch,
    MustUnderstand,
}

/// <summary>Ends a call with a fault; its detail is an element that the WSDL declares for the operation.</summary>
internal sealed class SoapFault(SoapFaultCode code, string reason, Action<XmlWriter>? detail = null)
    : Exception(reason)
{
    public SoapFaultCode Code { get; } = code;

    public Action<XmlWriter>? Detail { get; } = detail;

    public static SoapFault Client(string reason) => new(SoapFaultCode.Client, reason);
}

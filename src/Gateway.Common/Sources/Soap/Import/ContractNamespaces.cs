using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Namespaces that contracts are written in.</summary>
internal static class ContractNamespaces
{
    public static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    public static readonly XNamespace Soap11 = "http://schemas.xmlsoap.org/wsdl/soap/";
    public static readonly XNamespace Soap12 = "http://schemas.xmlsoap.org/wsdl/soap12/";
    public static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";
    public static readonly XNamespace SoapEncoding = "http://schemas.xmlsoap.org/soap/encoding/";
    public static readonly XNamespace SoapEncoding12 = "http://www.w3.org/2003/05/soap-encoding";

    public static bool IsEncoding(XNamespace ns) => ns == SoapEncoding || ns == SoapEncoding12;

    /// <summary>XML Schema's before it was a Recommendation; WSDL 1.1's own examples are written in it.</summary>
    public static bool IsEarlyXsd(XNamespace ns) =>
        ns.NamespaceName is "http://www.w3.org/2000/10/XMLSchema" or "http://www.w3.org/1999/XMLSchema";

    public static bool IsSoap(XNamespace ns) => ns == Soap11 || ns == Soap12;
}

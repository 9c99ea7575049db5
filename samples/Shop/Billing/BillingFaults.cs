using System.Xml;
using Shop.Soap;

namespace Shop.Billing;

/// <summary>The faults that the WSDL declares, with their details.</summary>
internal static class BillingFaults
{
    public static SoapFault NotFound(string id) =>
        Typed("InvoiceNotFoundFault", $"There is no invoice '{id}'.", xml => InvoiceXml.Element(xml, "invoiceId", id));

    public static SoapFault AlreadyPaid(string id, DateTimeOffset paidAt) =>
        Typed("InvoiceAlreadyPaidFault", $"Invoice '{id}' is paid already.", xml =>
        {
            InvoiceXml.Element(xml, "invoiceId", id);
            InvoiceXml.Element(xml, "paidAt", InvoiceXml.Moment(paidAt));
        });

    public static SoapFault InvalidAmount(string id, decimal expected, decimal actual) =>
        Typed("InvalidAmountFault", $"Invoice '{id}' is paid by its whole amount.", xml =>
        {
            InvoiceXml.Element(xml, "invoiceId", id);
            InvoiceXml.Element(xml, "expected", XmlConvert.ToString(expected));
            InvoiceXml.Element(xml, "actual", XmlConvert.ToString(actual));
        });

    private static SoapFault Typed(string element, string reason, Action<XmlWriter> write) =>
        new(SoapFaultCode.Client, reason, xml =>
        {
            xml.WriteStartElement("b", element, BillingOperations.Namespace);
            write(xml);
            xml.WriteEndElement();
        });
}

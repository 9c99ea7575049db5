using System.Globalization;
using System.Xml;

namespace Shop.Billing;

/// <summary>The schema's complex types, written in their sequence.</summary>
internal static class InvoiceXml
{
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    public static void Write(XmlWriter xml, string element, Invoice invoice)
    {
        Start(xml, element);
        Element(xml, "id", invoice.Id);
        Element(xml, "orderId", invoice.OrderId);
        Element(xml, "customerId", invoice.CustomerId);
        Element(xml, "number", Number(invoice));
        Element(xml, "status", invoice.Status.ToString().ToUpperInvariant());
        Element(xml, "issuedOn", Day(invoice.IssuedAt));
        Element(xml, "dueOn", Day(invoice.DueAt));
        Element(xml, "amount", XmlConvert.ToString(invoice.Amount.Amount));
        Element(xml, "currency", Money.Currency);
        WritePaidAt(xml, invoice.PaidAt);
        WriteLines(xml, ShopData.Order(invoice.OrderId)!.Lines);
        xml.WriteEndElement();
    }

    public static void WriteReceipt(XmlWriter xml, Invoice invoice, string reference)
    {
        Start(xml, "receipt");
        Element(xml, "receiptId", "R-" + Number(invoice));
        Element(xml, "invoiceId", invoice.Id);
        Element(xml, "amount", XmlConvert.ToString(invoice.Amount.Amount));
        Element(xml, "currency", Money.Currency);
        Element(xml, "reference", reference);
        Element(xml, "paidAt", Moment(invoice.PaidAt!.Value));
        xml.WriteEndElement();
    }

    public static void Element(XmlWriter xml, string name, string text) =>
        xml.WriteElementString(name, BillingOperations.Namespace, text);

    /// <summary>xs:dateTime in UTC.</summary>
    public static string Moment(DateTimeOffset moment) =>
        XmlConvert.ToString(moment.UtcDateTime, XmlDateTimeSerializationMode.Utc);

    private static void Start(XmlWriter xml, string name) => xml.WriteStartElement(name, BillingOperations.Namespace);

    private static string Number(Invoice invoice) =>
        ShopData.NumberOf('i', invoice.Id).ToString("D6", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void WritePaidAt(XmlWriter xml, DateTimeOffset? paidAt)
    {
        Start(xml, "paidAt");
        if (paidAt is null)
        {
            xml.WriteAttributeString("xsi", "nil", InstanceNamespace, "true");
        }
        else
        {
            xml.WriteString(Moment(paidAt.Value));
        }

        xml.WriteEndElement();
    }

    private static void WriteLines(XmlWriter xml, IEnumerable<OrderLine> lines)
    {
        Start(xml, "lines");
        foreach (var line in lines)
        {
            Start(xml, "line");
            Element(xml, "description", $"{line.Quantity} x {ShopData.Product(line.ProductId)!.Name}");
            Element(xml, "amount", XmlConvert.ToString(line.Quantity * line.UnitPrice.Amount));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}

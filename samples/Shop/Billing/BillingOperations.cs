using System.Xml;
using Shop.Soap;

namespace Shop.Billing;

/// <summary>The operations of <c>contracts/billing.wsdl</c>.</summary>
internal sealed class BillingOperations(InvoiceBook book)
{
    public const string Namespace = "http://shop.example/billing/v1";

    private const int PageMax = 10_000;
    private const int PageSizeDefault = 20;
    private const int PageSizeMax = 100;
    private const int IdLengthMax = 20;
    private const int ReferenceLengthMax = 100;

    public IEnumerable<SoapOperation> All =>
    [
        new(
            "GetInvoicesByCustomer",
            [new("customerId"), new("status", false), new("page", false), new("pageSize", false)],
            GetInvoicesByCustomer),
        new("GetInvoice", [new("invoiceId")], GetInvoice),
        new("PayInvoice", [new("invoiceId"), new("amount"), new("reference")], PayInvoice),
    ];

    private void GetInvoicesByCustomer(SoapArguments arguments, XmlWriter xml)
    {
        var customer = arguments.FilledText("customerId", IdLengthMax);
        var status = Status(arguments.Text("status"));
        var page = arguments.Int("page", absent: 1, min: 1, PageMax);
        var size = arguments.Int("pageSize", PageSizeDefault, min: 1, PageSizeMax);
        var invoices = book.OfCustomer(customer)
            .Where(invoice => status is null || invoice.Status == status)
            .ToList();
        foreach (var invoice in invoices.Skip((page - 1) * size).Take(size))
        {
            InvoiceXml.Write(xml, "invoices", invoice);
        }

        InvoiceXml.Element(xml, "total", XmlConvert.ToString(invoices.Count));
    }

    private void GetInvoice(SoapArguments arguments, XmlWriter xml) =>
        InvoiceXml.Write(xml, "invoice", book.Find(arguments.FilledText("invoiceId", IdLengthMax)));

    private void PayInvoice(SoapArguments arguments, XmlWriter xml)
    {
        var id = arguments.FilledText("invoiceId", IdLengthMax);
        var amount = arguments.Decimal("amount");
        var reference = arguments.FilledText("reference", ReferenceLengthMax);
        InvoiceXml.WriteReceipt(xml, book.Pay(id, amount), reference);
    }

    private static InvoiceStatus? Status(string? text) => text switch
    {
        null => null,
        "OPEN" => InvoiceStatus.Open,
        "PAID" => InvoiceStatus.Paid,
        "OVERDUE" => InvoiceStatus.Overdue,
        _ => throw SoapFault.Client($"status '{text}' is not an InvoiceStatus."),
    };
}

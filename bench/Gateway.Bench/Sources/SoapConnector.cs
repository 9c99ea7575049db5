using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Soap;

namespace Gateway.Bench.Sources;

/// <summary>The sample shop's invoices as a SOAP answer, beside <see cref="XDocument"/>.</summary>
internal static class SoapConnector
{
    private const string Selection =
        "{ getInvoicesByCustomer { total invoices { id orderId number status issuedOn amount currency paidAt "
        + "lines { line { description amount } } } } }";

    private static readonly int[] Sizes = [1, 20, 1_000];

    public static IEnumerable<ConnectorCase> Cases() => Sizes.Select(Case);

    private static ConnectorCase Case(int invoices)
    {
        var bytes = Encoding.UTF8.GetBytes(Answer(invoices));
        return ConnectorCase.Of(
            $"SOAP, {invoices} invoices",
            WsdlImporter.Import(ConnectorCase.Contract("billing.wsdl"), ImportOptions.Default),
            new SoapBinding(),
            Selection,
            new ConnectorAnswer("text/xml", bytes),
            ("XDocument", () => XDocument.Load(new MemoryStream(bytes, writable: false))));
    }

    private static string Answer(int invoices)
    {
        var xml = new StringBuilder(
            """
            <?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
              xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body>
              <GetInvoicesByCustomerResponse xmlns="http://shop.example/billing/v1">
            """);
        for (var index = 0; index < invoices; index++)
        {
            xml.Append(
                CultureInfo.InvariantCulture,
                $"""

                    <invoices>
                      <id>inv-{index}</id><orderId>ord-{index}</orderId><customerId>c-1</customerId>
                      <number>{index:000000}</number><status>OPEN</status><issuedOn>2026-02-03</issuedOn>
                      <dueOn>2026-03-03</dueOn><amount>12.50</amount>
                      <currency>EUR</currency><paidAt xsi:nil="true"/>
                      <lines>
                        <line><description>Tea &amp; milk, no sugar</description><amount>10.25</amount></line>
                        <line><description>A cup to keep it warm</description><amount>2.25</amount></line>
                      </lines>
                    </invoices>
                """);
        }

        return xml.Append(
            CultureInfo.InvariantCulture,
            $"<total>{invoices}</total></GetInvoicesByCustomerResponse></soap:Body></soap:Envelope>").ToString();
    }
}

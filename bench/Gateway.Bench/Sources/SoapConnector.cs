using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Gateway.Common.Language;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Soap;
using Gateway.Testing;

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
        var contract = File.ReadAllBytes(Repository.PathOf("samples/Shop/contracts/billing.wsdl"));
        var file = new ContractFile("billing.wsdl", contract, static _ => null);
        var sdl = WsdlImporter.Import(file, ImportOptions.Default).Sdl!;
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(sdl), SchemaBuildOptions.SourceSchema);
        var call = new SoapBinding().Compile(FetchFields.Of(schema, Selection));
        var bytes = Encoding.UTF8.GetBytes(Answer(invoices));
        var headers = new HttpResponseMessage().Headers;
        return new ConnectorCase(
            $"SOAP, {invoices} invoices",
            bytes.Length,
            () => Read(),
            "XDocument",
            () => XDocument.Load(new MemoryStream(bytes, writable: false)),
            () =>
            {
                if (Read() != CellKind.Object)
                {
                    throw new BenchException("The answer was not read.");
                }
            });

        CellKind Read()
        {
            using var store = new ResultStore();
            var body = ArrayPool<byte>.Shared.Rent(bytes.Length);
            bytes.CopyTo(body, 0);
            using var response = new SourceResponse(200, "text/xml", headers, null, body, bytes.Length);
            return call.Read(store, response).Kind;
        }
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

using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Sources;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>The sample shop's contract, from its file to rows.</summary>
public sealed class BillingTests
{
    private const string InvoiceXml =
        """
        <b:invoice xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <b:id>inv-1</b:id><b:number>000701</b:number><b:status>OPEN</b:status><b:amount>12.50</b:amount>
          <b:paidAt xsi:nil="true"/>
          <b:lines><b:line><b:description>Tea &amp; milk</b:description><b:amount>12.50</b:amount></b:line></b:lines>
        </b:invoice>
        """;

    private static readonly SoapHarness Billing = SoapHarness.Of(
        File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "samples/Shop/contracts/billing.wsdl")));

    [Fact]
    public void The_contract_becomes_a_schema() =>
        Snapshot.Match(Billing.Sdl, "tests/Gateway.Common.Tests/Sources/Soap/Cases/billing.graphql");

    [Fact]
    public void A_call_writes_what_was_given_and_leaves_out_what_was_not() => Assert.Equal(
        """
        <?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n1="http://shop.example/billing/v1"><s:Body><n1:GetInvoicesByCustomer><n1:customerId>c&lt;1&gt;</n1:customerId><n1:page>2</n1:page></n1:GetInvoicesByCustomer></s:Body></s:Envelope>
        """,
        Billing.Request("{ getInvoicesByCustomer { total } }", """{"customerId":"c<1>","page":2}"""));

    [Fact]
    public void A_call_names_its_action()
    {
        using var request = Billing.Prepare("{ getInvoice { id } }", """{"invoiceId":"1"}""");

        Assert.Equal("text/xml; charset=utf-8", request.ContentType);
        Assert.Contains(
            new KeyValuePair<string, string>("SOAPAction", "\"http://shop.example/billing/v1/GetInvoice\""),
            request.Headers);
        Assert.True(request.IsIdempotent);
        Assert.True(request.ReadsServerErrors);
    }

    [Fact]
    public void An_answer_is_read_with_its_texts_as_they_are() => Assert.Equal(
        """{"id":"inv-1","number":"000701","status":"OPEN","amount":"12.50","paidAt":null,"lines":{"line":[{"description":"Tea & milk"}]}}""",
        Billing.Read(
            "{ getInvoice { id number status amount paidAt lines { line { description } } } }",
            Answer("GetInvoiceResponse", InvoiceXml)));

    [Fact]
    public void A_list_beside_other_values_is_read() => Assert.Equal(
        """{"total":7,"invoices":[{"id":"inv-1"},{"id":"inv-1"}]}""",
        Billing.Read(
            "{ getInvoicesByCustomer { total invoices { id } } }",
            Answer("GetInvoicesByCustomerResponse", $"{Listed}<b:total>7</b:total>{Listed}")));

    [Theory]
    [InlineData("InvoiceNotFoundFault", SourceErrorCodes.NotFound)]
    [InlineData("InvoiceAlreadyPaidFault", SourceErrorCodes.Conflict)]
    [InlineData("InvalidAmountFault", SourceErrorCodes.InvalidArgument)]
    public void A_declared_fault_is_a_typed_error(string fault, string code)
    {
        var error = Assert.Throws<SourceException>(() => Billing.Read(
            "{ payInvoice { receiptId } }",
            SoapHarness.Envelope(
                $"""
                <s:Fault><faultcode>s:Client</faultcode><faultstring>secret</faultstring>
                <detail><b:{fault} xmlns:b="http://shop.example/billing/v1"/></detail></s:Fault>
                """),
            status: 500,
            OperationType.Mutation));

        Assert.Equal(code, error.Code);
        Assert.Equal($"\"fault\":\"{fault}\"", Encoding.UTF8.GetString(error.Extensions!));
        Assert.DoesNotContain("secret", error.ClientMessage, StringComparison.Ordinal);
        Assert.Contains("secret", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "<b:InvoiceNotFoundFault><b:invoiceId>inv-1</b:invoiceId><b:trace>x</b:trace></b:InvoiceNotFoundFault>",
        """{"invoiceId":"inv-1"}""")]
    [InlineData(
        "<b:InvoiceNotFoundFault><b:invoiceId>at Billing.Pay() in db1</b:invoiceId></b:InvoiceNotFoundFault>", null)]
    [InlineData("<b:UnknownFault><b:invoiceId>inv-1</b:invoiceId></b:UnknownFault>", "undeclared")]
    public void What_a_fault_is_declared_to_hold_is_shown_and_nothing_else(string fault, string? detail)
    {
        var error = Assert.Throws<SourceException>(() => Billing.Read(
            "{ payInvoice { receiptId } }",
            SoapHarness.Envelope(
                $"""
                <s:Fault><faultcode>s:Client</faultcode><faultstring>secret</faultstring>
                <detail xmlns:b="http://shop.example/billing/v1">{fault}<b:more>x</b:more></detail></s:Fault>
                """),
            status: 500,
            OperationType.Mutation));
        Assert.Equal(
            detail switch
            {
                "undeclared" => null,
                null => "\"fault\":\"InvoiceNotFoundFault\"",
                _ => $"\"fault\":\"InvoiceNotFoundFault\",\"faultDetail\":{detail}",
            },
            error.Extensions is { } extensions ? Encoding.UTF8.GetString(extensions) : null);
    }

    private static string Listed => InvoiceXml
        .Replace("b:invoice>", "b:invoices>", StringComparison.Ordinal)
        .Replace("<b:invoice ", "<b:invoices ", StringComparison.Ordinal);

    private static string Answer(string name, string content) => SoapHarness.Envelope(
        $"""<b:{name} xmlns:b="http://shop.example/billing/v1">{content}</b:{name}>""");
}

using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Gateway.Testing;
using Shop;

namespace Bff.EndToEnd.Samples;

/// <summary>Billing over SOAP 1.1 and 1.2: what each operation answers, and its typed faults.</summary>
public sealed class BillingBackendTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly Invoice Open = ShopData.Invoices.First(invoice => invoice.Status == InvoiceStatus.Open);
    private static readonly Invoice Paid = ShopData.Invoices.First(invoice => invoice.Status == InvoiceStatus.Paid);

    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
    private Backend _backend = null!;
    private RawSoap _soap = null!;

    public static TheoryData<string> Versions => [RawSoap.Eleven, RawSoap.Twelve];

    public async ValueTask InitializeAsync()
    {
        _backend = await BillingBackend.StartAsync(new BackendOptions { Time = _clock });
        _soap = new RawSoap(_backend);
    }

    public async ValueTask DisposeAsync()
    {
        _soap.Dispose();
        await _backend.DisposeAsync();
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task An_invoice_has_all_that_the_shop_knows_of_it(string version)
    {
        var answer = await _soap.CallAsync(version, "GetInvoice", "<invoiceId>i701</invoiceId>");
        var expected = ShopData.Invoice("i701")!;
        Assert.Equal((200, "GetInvoiceResponse"), (answer.Status, answer.Body.Name.LocalName));
        Assert.Equal(
            ["id", "orderId", "customerId", "number", "status", "issuedOn", "dueOn", "amount", "currency", "paidAt", "lines"],
            answer.Body.Element(RawSoap.B + "invoice")!.Elements().Select(element => element.Name.LocalName));
        Assert.Equal("000701", answer.Text("number"));
        Assert.Equal(expected.OrderId, answer.Text("orderId"));
        Assert.Equal($"{expected.IssuedAt:yyyy-MM-dd}", answer.Text("issuedOn"));
        Assert.Equal(expected.Amount.Amount, decimal.Parse(answer.Text("amount"), CultureInfo.InvariantCulture));
        Assert.Equal(ShopData.Order("o701")!.Lines.Count, answer.Body.Descendants(RawSoap.B + "line").Count());
        Assert.Equal(1, _backend.Calls.ByOperation["GetInvoice"]);
    }

    [Fact]
    public async Task An_open_invoice_has_no_day_of_payment()
    {
        XNamespace xsi = "http://www.w3.org/2001/XMLSchema-instance";
        var answer = await _soap.CallAsync(RawSoap.Eleven, "GetInvoice", $"<invoiceId>{Open.Id}</invoiceId>");
        var paidAt = answer.Body.Descendants(RawSoap.B + "paidAt").Single();
        Assert.Equal(("true", ""), (paidAt.Attribute(xsi + "nil")?.Value, paidAt.Value));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_customers_invoices_come_by_page_and_status(string version)
    {
        var answer = await _soap.CallAsync(
            version,
            "GetInvoicesByCustomer",
            "<customerId>c1</customerId><status>PAID</status><page>2</page><pageSize>10</pageSize>");
        var expected = ShopData.InvoicesOf("c1").Where(invoice => invoice.Status == InvoiceStatus.Paid).ToList();
        Assert.Equal(
            expected.Skip(10).Select(invoice => invoice.Id),
            answer.Body.Elements(RawSoap.B + "invoices").Select(invoice => invoice.Element(RawSoap.B + "id")!.Value));
        Assert.Equal("15", answer.Text("total"));
    }

    [Fact]
    public async Task An_unknown_customer_has_no_invoices()
    {
        var answer = await _soap.CallAsync(RawSoap.Twelve, "GetInvoicesByCustomer", "<customerId>c999</customerId>");
        Assert.Equal((200, "0"), (answer.Status, answer.Text("total")));
        Assert.Empty(answer.Body.Elements(RawSoap.B + "invoices"));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Paying_gives_a_receipt_and_a_second_time_the_fault(string version)
    {
        var receipt = await PayAsync(version, Open, Open.Amount.Amount);
        Assert.Equal(200, receipt.Status);
        Assert.Equal("bank-1", receipt.Text("reference"));
        Assert.Equal("2026-11-20T10:00:00Z", receipt.Text("paidAt"));
        var invoice = await _soap.CallAsync(version, "GetInvoice", $"<invoiceId>{Open.Id}</invoiceId>");
        Assert.Equal(("PAID", "2026-11-20T10:00:00Z"), (invoice.Text("status"), invoice.Text("paidAt")));

        var again = await PayAsync(version, Open, Open.Amount.Amount);
        CheckTypedFault(again, version, "InvoiceAlreadyPaidFault", ("invoiceId", Open.Id), ("paidAt", "2026-11-20T10:00:00Z"));

        using (await _soap.Client.PostAsync("/_calls/reset", null, Cancel)) { }
        Assert.Equal(200, (await PayAsync(version, Open, Open.Amount.Amount)).Status);
    }

    [Fact]
    public async Task Of_many_payments_at_once_one_succeeds()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => PayAsync(RawSoap.Twelve, Open, Open.Amount.Amount)));
        Assert.Single(answers, answer => answer.Status == 200);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task An_invoice_that_was_paid_before_is_a_typed_fault(string version) =>
        CheckTypedFault(
            await PayAsync(version, Paid, Paid.Amount.Amount),
            version,
            "InvoiceAlreadyPaidFault",
            ("invoiceId", Paid.Id),
            ("paidAt", $"{Paid.PaidAt:yyyy-MM-dd'T'HH:mm:ss'Z'}"));

    [Theory, MemberData(nameof(Versions))]
    public async Task Another_amount_is_a_typed_fault(string version) =>
        CheckTypedFault(
            await PayAsync(version, Open, 0.01m),
            version,
            "InvalidAmountFault",
            ("invoiceId", Open.Id),
            ("expected", Open.Amount.Amount.ToString(CultureInfo.InvariantCulture)),
            ("actual", "0.01"));

    [Theory, MemberData(nameof(Versions))]
    public async Task An_unknown_invoice_is_a_typed_fault(string version) =>
        CheckTypedFault(
            await _soap.CallAsync(version, "GetInvoice", "<invoiceId>i&lt;9&gt;</invoiceId>"),
            version,
            "InvoiceNotFoundFault",
            ("invoiceId", "i<9>"));

    [Fact]
    public async Task The_contract_is_served_with_the_actual_address()
    {
        string text = await _soap.Client.GetStringAsync("/billing?wsdl", Cancel);
        var addresses = XDocument.Parse(text).Descendants().Where(element => element.Name.LocalName == "address");
        Assert.All(addresses, address => Assert.Equal($"{_backend.Url}billing", address.Attribute("location")!.Value));
        using var other = await _soap.Client.GetAsync("/billing", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private Task<RawSoap.Answer> PayAsync(string version, Invoice invoice, decimal amount) =>
        _soap.CallAsync(
            version,
            "PayInvoice",
            string.Create(
                CultureInfo.InvariantCulture,
                $"<invoiceId>{invoice.Id}</invoiceId><amount>{amount}</amount><reference>bank-1</reference>"));

    private static void CheckTypedFault(
        RawSoap.Answer answer, string version, string element, params (string Name, string Value)[] expected)
    {
        bool isTwelve = version == RawSoap.Twelve;
        Assert.Equal(isTwelve ? 400 : 500, answer.Status);
        Assert.Equal(isTwelve ? "env:Sender" : "soap:Client", answer.FaultCode);
        Assert.NotEmpty(answer.FaultReason);
        var detail = Assert.Single(answer.FaultDetail!.Elements());
        Assert.Equal(RawSoap.B + element, detail.Name);
        Assert.Equal(expected, detail.Elements().Select(child => (child.Name.LocalName, child.Value)));
    }
}

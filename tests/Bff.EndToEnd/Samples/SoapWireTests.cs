using System.Net;
using System.Text;
using Shop;

namespace Bff.EndToEnd.Samples;

/// <summary>What the SOAP sample answers to requests that break the envelope, the contract or XML itself.</summary>
public sealed class SoapWireTests : IAsyncLifetime
{
    private const string GetI1 = $"<GetInvoice xmlns='{RawSoap.Contract}'><invoiceId>i1</invoiceId></GetInvoice>";

    private Backend _backend = null!;
    private RawSoap _soap = null!;

    public async ValueTask InitializeAsync()
    {
        _backend = await BillingBackend.StartAsync(new BackendOptions());
        _soap = new RawSoap(_backend);
    }

    public async ValueTask DisposeAsync()
    {
        _soap.Dispose();
        await _backend.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<s:Envelope")]
    [InlineData("<s:Envelope xmlns:s='" + RawSoap.Eleven + "'><s:Body>" + GetI1)]
    [InlineData("<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><s>&x;</s>")]
    public Task Malformed_XML_is_a_Client_fault(string text) => CheckAsync(text, "Client", "not well-formed");

    [Fact]
    public Task Text_behind_the_envelope_is_a_Client_fault() =>
        CheckAsync(Envelope(GetI1) + "<more/>", "Client", "not well-formed");

    [Fact]
    public Task Another_root_is_a_Client_fault() => CheckAsync("<html/>", "Client", "not 'html'");

    [Fact]
    public Task An_envelope_of_the_other_version_is_a_VersionMismatch() =>
        CheckAsync(RawSoap.Envelope(RawSoap.Twelve, GetI1), "VersionMismatch", RawSoap.Eleven);

    [Theory]
    [InlineData("<s:Envelope xmlns:s='" + RawSoap.Eleven + "'/>")]
    [InlineData("<s:Envelope xmlns:s='" + RawSoap.Eleven + "'><s:Header/><s:Body/></s:Envelope>")]
    public Task No_body_is_a_Client_fault(string text) => CheckAsync(text, "Client", "A Body with an operation");

    [Theory]
    [InlineData($"<Nothing xmlns='{RawSoap.Contract}'/>")]
    [InlineData("<GetInvoice xmlns='urn:other'/>")]
    [InlineData("")]
    public Task An_unknown_operation_is_a_Client_fault(string body) =>
        CheckAsync(Envelope(body + " "), "Client", "There is no operation");

    [Fact]
    public Task A_missing_action_is_a_Client_fault() =>
        CheckAsync(Envelope(GetI1), "Client", "SOAPAction", action: null);

    [Fact]
    public Task Another_operations_action_is_a_Client_fault() =>
        CheckAsync(Envelope(GetI1), "Client", "not that of GetInvoice", action: "PayInvoice");

    [Fact]
    public async Task An_empty_action_leaves_it_to_the_body() =>
        Assert.Equal(200, (await _soap.SendAsync(RawSoap.Eleven, Envelope(GetI1), "")).Status);

    [Fact]
    public async Task SOAP_1_2_needs_no_action()
    {
        var answer = await _soap.SendAsync(RawSoap.Twelve, RawSoap.Envelope(RawSoap.Twelve, GetI1), null);
        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public Task A_header_that_must_be_understood_is_refused() =>
        CheckAsync(
            RawSoap.Envelope(RawSoap.Eleven, GetI1, "<s:Header><t:Tx xmlns:t='urn:t' s:mustUnderstand='1'/></s:Header>"),
            "MustUnderstand",
            "'Tx'");

    [Fact]
    public async Task Other_headers_are_passed_over()
    {
        string text = RawSoap.Envelope(RawSoap.Eleven, GetI1, "<s:Header><Tx><deep>1</deep></Tx><Ty/></s:Header>");
        Assert.Equal(200, (await _soap.SendAsync(RawSoap.Eleven, text, "GetInvoice")).Status);
    }

    [Theory]
    [InlineData("GetInvoice", "", "invoiceId was expected")]
    [InlineData("GetInvoice", "<invoiceId/>", "invoiceId must have 1 to 20 characters")]
    [InlineData("GetInvoice", "<invoiceId>i1</invoiceId><invoiceId>i2</invoiceId>", "'invoiceId' is unknown, repeated")]
    [InlineData("GetInvoice", "<invoiceId><b>i1</b></invoiceId>", "not well-formed")]
    [InlineData("PayInvoice", "<amount>1</amount><invoiceId>i1</invoiceId><reference>r</reference>", "invoiceId was expected")]
    [InlineData("PayInvoice", "<invoiceId>i1</invoiceId><amount>one</amount><reference>r</reference>", "xs:decimal")]
    [InlineData("GetInvoicesByCustomer", "<customerId>c1</customerId><status>LOST</status>", "not an InvoiceStatus")]
    [InlineData("GetInvoicesByCustomer", "<customerId>c1</customerId><page>0</page>", "page must be 1 to")]
    [InlineData("GetInvoicesByCustomer", "<customerId>c1</customerId><page>99999999999</page>", "xs:int")]
    [InlineData("GetInvoicesByCustomer", "<customerId>c1</customerId><pageSize>101</pageSize>", "pageSize must be")]
    public Task Wrong_parameters_are_Client_faults(string operation, string parameters, string reason) =>
        CheckAsync(
            Envelope($"<{operation} xmlns='{RawSoap.Contract}'>{parameters}</{operation}>"),
            "Client",
            reason,
            operation);

    [Fact]
    public async Task Deep_nesting_in_a_header_does_no_harm()
    {
        string header = $"<s:Header>{Repeat("<a>")}{Repeat("</a>")}</s:Header>";
        string text = RawSoap.Envelope(RawSoap.Eleven, GetI1, header);
        Assert.Equal(200, (await _soap.SendAsync(RawSoap.Eleven, text, "GetInvoice")).Status);
        static string Repeat(string tag) => new StringBuilder().Insert(0, tag, 50_000).ToString();
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType, 10)]
    [InlineData("text/xml", HttpStatusCode.RequestEntityTooLarge, Backend.BodyBytesMax + 1)]
    public async Task Another_content_type_and_a_body_past_the_bound_are_refused(
        string type, HttpStatusCode status, int bytes)
    {
        using var content = new ByteArrayContent(new byte[bytes]);
        content.Headers.Add("Content-Type", type);
        using var response = await _soap.Client.PostAsync("/billing", content, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
    }

    private static string Envelope(string body) => RawSoap.Envelope(RawSoap.Eleven, body);

    private async Task CheckAsync(string text, string code, string reason, string? action = "GetInvoice")
    {
        var answer = await _soap.SendAsync(RawSoap.Eleven, text, action);
        Assert.Equal((500, "soap:" + code), (answer.Status, answer.FaultCode));
        Assert.Contains(reason, answer.FaultReason, StringComparison.Ordinal);
        Assert.Null(answer.FaultDetail);
    }
}

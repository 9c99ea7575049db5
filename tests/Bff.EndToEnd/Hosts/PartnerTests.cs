using System.IO.Compression;

namespace Bff.EndToEnd.Hosts;

/// <summary>What a partner gets: its own customers' invoices and orders, problems for the rest.</summary>
[Collection(ShopHosts.Name)]
public sealed class PartnerTests(ShopHosts hosts)
{
    private static readonly string[] Hidden =
        ["soap", "fault", "envelope", "xml", "billing", "127.0.0.1", "\"amount\"", "\"c3\""];

    private const string Payment = """{"amount":"1.00","reference":"r-1"}""";

    [Theory]
    [InlineData("/v1/invoices/i1", "id", "i1")]
    [InlineData("/v1/orders/o1", "customerId", "c1")]
    public async Task One_of_its_own_is_answered(string path, string name, string value)
    {
        var answer = await GetAsync(path);

        Assert.Equal(200, answer.Status);
        Assert.Equal(value, answer.Json.GetProperty(name).GetString());
    }

    [Fact]
    public async Task Invoices_are_listed_by_status_and_page()
    {
        var all = await GetAsync("/v1/customers/c1/invoices");
        var open = await GetAsync("/v1/customers/c1/invoices?status=OPEN&page=1");
        var beyond = await GetAsync("/v1/customers/c1/invoices?page=1000");

        Assert.Equal(25, all.Json.GetProperty("total").GetInt32());
        Assert.Equal(5, open.Json.GetProperty("total").GetInt32());
        Assert.All(
            open.Json.GetProperty("items").EnumerateArray(),
            static invoice => Assert.Equal("OPEN", invoice.GetProperty("status").GetString()));
        Assert.Empty(beyond.Json.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("GET", "/v1/invoices/i3", 403)]
    [InlineData("GET", "/v1/orders/o3", 403)]
    [InlineData("GET", "/v1/customers/c3/invoices", 403)]
    [InlineData("GET", "/v1/invoices/i999999", 404)]
    [InlineData("GET", "/v1/orders/o999999", 404)]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("DELETE", "/v1/invoices/i1", 405)]
    [InlineData("GET", "/v1/customers/c1/invoices?sort=up", 400)]
    [InlineData("GET", "/v1/customers/c1/invoices?status=LOST", 400)]
    [InlineData("GET", "/v1/customers/c1/invoices?page=two", 400)]
    [InlineData("POST", "/v1/invoices/i3/payments", 403)]
    public async Task What_is_not_its_own_or_not_right_is_a_problem_without_data(string method, string path, int status)
    {
        using var client = new HostClient(hosts.Partner.Origin);
        var paid = Count("billing", "PayInvoice");

        var answer = await client.SendAsync(
            new HttpMethod(method), path, method == "POST" ? Payment : null, ("X-Api-Key", hosts.ApiKey));

        Assert.True(answer.Status == status, answer.Text);
        Problem(answer);
        Assert.Equal(paid, Count("billing", "PayInvoice"));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_large_answer_is_compressed_as_the_client_accepts(string coding)
    {
        const string Path = "/v1/customers/c1/invoices";
        using var client = new HostClient(hosts.Partner.Origin);
        var plain = await GetAsync(Path);

        var answer = await client.GetAsync(Path, ("X-Api-Key", hosts.ApiKey), ("Accept-Encoding", coding));
        var known = await client.GetAsync(
            Path, ("X-Api-Key", hosts.ApiKey), ("Accept-Encoding", coding), ("If-None-Match", answer.Header("ETag")!));

        Assert.Null(plain.Header("Content-Encoding"));
        Assert.Contains("Accept-Encoding", plain.Header("Vary"), StringComparison.Ordinal);
        Assert.Equal(coding, answer.Header("Content-Encoding"));
        Assert.Equal(plain.Bytes, Expand(answer.Bytes, coding));
        Assert.Equal("W/" + plain.Header("ETag"), answer.Header("ETag"));
        Assert.Equal((304, 0), (known.Status, known.Bytes.Length));
    }

    [Fact]
    public async Task A_small_answer_stays_as_it_is()
    {
        using var client = new HostClient(hosts.Partner.Origin);

        var answer = await client.GetAsync("/v1/invoices/i1", ("X-Api-Key", hosts.ApiKey), ("Accept-Encoding", "br"));

        Assert.Equal((200, null), (answer.Status, answer.Header("Content-Encoding")));
        Assert.DoesNotContain("W/", answer.Header("ETag"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invoice_is_paid_once()
    {
        hosts.Sources["billing"].Reset();
        var listed = await GetAsync("/v1/customers/c2/invoices?status=OPEN");
        var invoice = listed.Json.GetProperty("items")[0];
        var path = $"/v1/invoices/{invoice.GetProperty("id").GetString()}/payments";
        var body = $$"""{"amount":{{invoice.GetProperty("amount").GetRawText()}},"reference":"r-1"}""";
        using var client = new HostClient(hosts.Partner.Origin);

        var paid = await client.PostAsync(path, body, ("X-Api-Key", hosts.ApiKey));
        var again = await client.PostAsync(path, body, ("X-Api-Key", hosts.ApiKey));

        hosts.Sources["billing"].Reset();
        Assert.True(paid.Status == 201, paid.Text);
        Assert.True(again.Status == 409, again.Text);
        Assert.Equal("INVOICE_ALREADY_PAID", again.Json.GetProperty("reason").GetString());
        Problem(again);
    }

    [Fact]
    public async Task The_contract_names_the_routes_that_are_served()
    {
        using var client = new HostClient(hosts.Partner.Origin);

        var answer = await client.GetAsync("/openapi/v1.json");

        Assert.Equal(
            [
                "get /v1/customers/{id}/invoices", "get /v1/invoices/{id}", "get /v1/orders/{id}",
                "post /v1/invoices/{id}/payments",
            ],
            answer.Json.GetProperty("paths").EnumerateObject()
                .SelectMany(static path => path.Value.EnumerateObject()
                    .Where(static entry => entry.Name is "get" or "post" or "put" or "delete" or "patch")
                    .Select(operation => $"{operation.Name} {path.Name}"))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_product_image_is_passed_through()
    {
        var answer = await GetAsync("/v1/products/p1/image");

        Assert.Equal((200, "image/png"), (answer.Status, answer.Header("Content-Type")));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], answer.Bytes[..4]);
    }

    private async Task<HostAnswer> GetAsync(string path)
    {
        using var client = new HostClient(hosts.Partner.Origin);
        return await client.GetAsync(path, ("X-Api-Key", hosts.ApiKey));
    }

    private static byte[] Expand(byte[] bytes, string coding)
    {
        using var source = new MemoryStream(bytes);
        using Stream stream = coding == "br"
            ? new BrotliStream(source, CompressionMode.Decompress)
            : new GZipStream(source, CompressionMode.Decompress);
        using var expanded = new MemoryStream();
        stream.CopyTo(expanded);
        return expanded.ToArray();
    }

    private static void Problem(HostAnswer answer)
    {
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        Assert.Matches("^[A-Z][A-Z_]+$", answer.Code);
        Assert.Equal(answer.Status, answer.Json.GetProperty("status").GetInt32());
        foreach (var word in Hidden)
        {
            Assert.DoesNotContain(word, answer.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private int Count(string source, string operation) =>
        hosts.Sources[source].Calls.ByOperation.Where(entry => entry.Key.Contains(operation, StringComparison.Ordinal))
            .Sum(static entry => entry.Value);
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Shop;

namespace Bff.EndToEnd.Samples;

/// <summary>Catalog and Accounts answer as their OpenAPI documents say.</summary>
public sealed class RestBackendTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/products", "listProducts", 200)]
    [InlineData("/products?page=3&page_size=7&category=audio&q=RADIO", "listProducts", 200)]
    [InlineData("/products?page=0", "listProducts", 400)]
    [InlineData("/products?page_size=101", "listProducts", 400)]
    [InlineData("/products?page=x", "listProducts", 400)]
    [InlineData("/products/p7", "getProduct", 200)]
    [InlineData("/products/p25", "getProduct", 200)]
    [InlineData("/products/p1001", "getProduct", 404)]
    [InlineData("/products/batch?ids=p1&ids=p2", "getProductsByIds", 200)]
    [InlineData("/products/batch", "getProductsByIds", 400)]
    [InlineData("/products/nothing/image", "getProductImage", 404)]
    [InlineData("/categories", "listCategories", 200)]
    [InlineData("/categories/garden", "getCategory", 200)]
    [InlineData("/categories/none", "getCategory", 404)]
    public async Task Catalog_answers_as_its_contract_says(string path, string operationId, int status)
    {
        await using Backend backend = await CatalogBackend.StartAsync(new BackendOptions());
        await CheckAsync(backend, HttpMethod.Get, path, null, operationId, status);
    }

    [Theory]
    [InlineData("GET", "/customers?page=2&page_size=100", null, "listCustomers", 200)]
    [InlineData("GET", "/customers?page_size=0", null, "listCustomers", 400)]
    [InlineData("GET", "/customers/c1", null, "getCustomer", 200)]
    [InlineData("GET", "/customers/c6", null, "getCustomer", 200)]
    [InlineData("GET", "/customers/c201", null, "getCustomer", 404)]
    [InlineData("GET", "/customers/batch?ids=c1&ids=c6", null, "getCustomersByIds", 200)]
    [InlineData("PATCH", "/customers/c1", """{"email":"a@b.example","phone":null}""", "updateCustomer", 200)]
    [InlineData("PATCH", "/customers/c1", """{"email":"nowhere"}""", "updateCustomer", 400)]
    [InlineData("PATCH", "/customers/c1", """{"id":"c2"}""", "updateCustomer", 400)]
    [InlineData("PATCH", "/customers/c1", "{}", "updateCustomer", 400)]
    [InlineData("PATCH", "/customers/c1", "[[[", "updateCustomer", 400)]
    [InlineData("PATCH", "/customers/c1", """{"phone":"\ud800"}""", "updateCustomer", 400)]
    [InlineData("PATCH", "/customers/x", """{"phone":"+49 1 23"}""", "updateCustomer", 404)]
    public async Task Accounts_answers_as_its_contract_says(
        string method, string path, string? body, string operationId, int status)
    {
        await using Backend backend = await AccountsBackend.StartAsync(new BackendOptions());
        await CheckAsync(backend, new HttpMethod(method), path, body, operationId, status);
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("DELETE", "/products/p1", 405)]
    public async Task What_the_contract_does_not_know_is_a_problem_too(string method, string path, int status)
    {
        await using Backend backend = await CatalogBackend.StartAsync(new BackendOptions());
        using HttpClient client = SampleClient.Of(backend);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using HttpResponseMessage answer = await client.SendAsync(request, Cancel);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_batch_leaves_unknown_ids_out_and_promises_no_order()
    {
        await using Backend backend = await CatalogBackend.StartAsync(new BackendOptions());
        using HttpClient client = SampleClient.Of(backend);
        using JsonDocument answer =
            await SampleClient.GetJsonAsync(client, "/products/batch?ids=p3&ids=p9999&ids=p1&ids=p3");
        Assert.Equal(["p1", "p3"], answer.RootElement.EnumerateArray().Select(p => p.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Pages_cover_every_product_once()
    {
        await using Backend backend = await CatalogBackend.StartAsync(new BackendOptions());
        using HttpClient client = SampleClient.Of(backend);
        var ids = new HashSet<string?>();
        for (int page = 1; page <= 10; page++)
        {
            using JsonDocument answer =
                await SampleClient.GetJsonAsync(client, $"/products?page={page}&page_size=100");
            Assert.Equal(1_000, answer.RootElement.GetProperty("total").GetInt32());
            foreach (JsonElement product in answer.RootElement.GetProperty("items").EnumerateArray())
                Assert.True(ids.Add(product.GetProperty("id").GetString()));
        }

        Assert.Equal(1_000, ids.Count);
        Assert.Equal(10, backend.Calls.ByOperation["GET /products"]);
    }

    [Fact]
    public async Task A_known_etag_is_answered_with_304_until_the_customer_changes()
    {
        await using Backend backend = await AccountsBackend.StartAsync(new BackendOptions());
        using HttpClient client = SampleClient.Of(backend);
        EntityTagHeaderValue tag = await TagAsync(client, "/customers/c1", null, HttpStatusCode.OK);
        await TagAsync(client, "/customers/c1", tag, HttpStatusCode.NotModified);

        using var change = new StringContent("""{"phone":"+49 30 1"}""", Encoding.UTF8, "application/json");
        using (await client.PatchAsync("/customers/c1", change, Cancel)) { }
        EntityTagHeaderValue after = await TagAsync(client, "/customers/c1", tag, HttpStatusCode.OK);
        Assert.NotEqual(tag, after);
        Assert.Equal(2 + 1, backend.Calls.ByOperation["GET /customers/{id}"]);
    }

    [Fact]
    public async Task An_image_is_a_png_of_the_products_own()
    {
        await using Backend backend = await CatalogBackend.StartAsync(new BackendOptions());
        using HttpClient client = SampleClient.Of(backend);
        using HttpResponseMessage answer = await client.GetAsync("/products/p1/image", Cancel);
        byte[] image = await answer.Content.ReadAsByteArrayAsync(Cancel);
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("\x89PNG\r\n\x1a\n", Encoding.Latin1.GetString(image, 0, 8));
        // The fixed last chunk, whose CRC the PNG specification prints.
        Assert.Equal("0000000049454E44AE426082", Convert.ToHexString(image.AsSpan(^12)));
        Assert.NotEqual(image, await client.GetByteArrayAsync("/products/p2/image", Cancel));
    }

    private static async Task CheckAsync(
        Backend backend, HttpMethod method, string path, string? body, string operationId, int status)
    {
        using HttpClient client = SampleClient.Of(backend);
        using JsonDocument contract = await SampleClient.GetJsonAsync(client, "/openapi.json");
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.SendAsync(request, Cancel);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(
            status == 200 ? "application/json" : "application/problem+json",
            answer.Content.Headers.ContentType?.MediaType);
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Empty(JsonShape.Check(contract.RootElement, operationId, status, json.RootElement));
    }

    private static async Task<EntityTagHeaderValue> TagAsync(
        HttpClient client, string path, EntityTagHeaderValue? known, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        using HttpResponseMessage answer = await client.SendAsync(request, Cancel);
        Assert.Equal(expected, answer.StatusCode);
        return Assert.IsType<EntityTagHeaderValue>(answer.Headers.ETag);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gateway.Testing;
using Shop;

namespace Bff.EndToEnd.Samples;

/// <summary>The Reviews subgraph answers GraphQL and resolves entities.</summary>
public sealed class ReviewsBackendTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private Backend _backend = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _backend = await ReviewsBackend.StartAsync(new BackendOptions { Time = new ManualTimeProvider() });
        _client = SampleClient.Of(_backend);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _backend.DisposeAsync();
    }

    [Theory]
    [InlineData("{ review(id: \"r1\") { id rating } }", """{"data":{"review":{"id":"r1","rating":2}}}""")]
    [InlineData("{ review(id: \"r9999\") { id } }", """{"data":{"review":null}}""")]
    [InlineData("{ recentReviews(first: 2) { id } }",
        """{"data":{"recentReviews":[{"id":"r3000"},{"id":"r2999"}]}}""")]
    [InlineData("{ a: review(id: \"r1\") { id } b: review(id: \"r2\") { __typename product { id } } }",
        """{"data":{"a":{"id":"r1"},"b":{"__typename":"Review","product":{"id":"p1"}}}}""")]
    [InlineData("query($no: Boolean = false, $yes: Boolean! = true) { review(id: 1) @include(if: $no) { id } "
        + "b: review(id: \"r1\") @skip(if: $no) @include(if: $yes) { id body @skip(if: true) } }",
        """{"data":{"b":{"id":"r1"}}}""")]
    [InlineData("{ review(id: \"r1\") { ...F ... on Review { rating } ... { title } ... on Product { id } } } "
        + "fragment F on Review { id author { id } }",
        """{"data":{"review":{"id":"r1","author":{"id":"c14"},"rating":2,"title":"Not for me"}}}""")]
    [InlineData("{ review(id: \"r1\") { product { averageRating reviewCount reviews(first: 1) { id } } } }",
        """{"data":{"review":{"product":{"averageRating":3,"reviewCount":2,"reviews":[{"id":"r2"}]}}}}""")]
    [InlineData("{ review(id: \"r1\") { product { id } product { reviewCount } createdAt } }",
        """{"data":{"review":{"product":{"id":"p1","reviewCount":2},"createdAt":"2026-03-02T08:00:00+00:00"}}}""")]
    public async Task Queries_are_answered(string query, string expected) =>
        Assert.Equal(expected, await PostAsync(new { query }));

    [Theory]
    [InlineData("{ review(id: \"r1\") { id ", null, 1, 25)]
    [InlineData("{\n  review(id: \"r1\") { nothing } }", "Cannot query field \"nothing\" on type \"Review\".", 2, 22)]
    [InlineData("{ review(id: \"r1\", x: 1) { id } }", "Unknown argument \"x\" on field \"Query.review\".", 1, 20)]
    [InlineData("{ review(id: 1, id: 2) { id } }", "There is more than one argument \"id\".", 1, 10)]
    [InlineData("{ review(id: $id) { id } }", "Variable \"$id\" is not defined.", 1, 14)]
    [InlineData("{ ...F }", "Unknown fragment \"F\".", 1, 3)]
    [InlineData("{ ...F } fragment F on Query { ...F }", "Cannot spread fragment \"F\" within itself.", 1, 32)]
    [InlineData("{ review(id: 1) }", "Field \"review\" of type \"Review\" has the wrong selection.", 1, 3)]
    [InlineData("{ ... on Nothing { id } }", "Unknown type \"Nothing\".", 1, 10)]
    [InlineData("{ review(id: 1) @live { id } }", "Unknown directive \"@live\".", 1, 17)]
    [InlineData("subscription { review { id } }", "There is no Subscription here.", 1, 1)]
    public async Task A_bad_document_is_an_error_with_its_place(string query, string? message, int line, int column)
    {
        using JsonDocument answer = JsonDocument.Parse(await PostAsync(new { query }));
        Assert.False(answer.RootElement.TryGetProperty("data", out _));
        JsonElement error = Assert.Single(answer.RootElement.GetProperty("errors").EnumerateArray());
        if (message is not null) Assert.Equal(message, error.GetProperty("message").GetString());
        JsonElement place = Assert.Single(error.GetProperty("locations").EnumerateArray());
        Assert.Equal((line, column), (place.GetProperty("line").GetInt32(), place.GetProperty("column").GetInt32()));
    }

    [Theory]
    [InlineData("""{"query":"query($i: ID!) { review(id: $i) { id } }"}""", "Variable \\\"$i\\\" must not be null.")]
    [InlineData("""{"query":"query($f: Int) { recentReviews(first: $f) { id } }","variables":{"f":"x"}}""",
        "Variable \\\"$f\\\" is not a value of type Int.")]
    [InlineData("""{"query":"query A { __typename } query B { __typename }"}""", "which operation")]
    [InlineData("""{"query":"{ recentReviews(first: 101) { id } }"}""", "from 1 to 100")]
    [InlineData("""{"query":7}""", "not a GraphQL request")]
    [InlineData("""{"query":"query($a: ID) { review(id: $a) { id } }","variables":{"a":"\ud800"}}""",
        "not a GraphQL request")]
    [InlineData("[", "not a GraphQL request")]
    public async Task A_bad_request_is_an_error(string body, string expected)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _client.PostAsync("/graphql", content, Cancel);
        Assert.True((int)answer.StatusCode is 200 or 400);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Entities_are_answered_in_order_with_null_for_unknown_ones()
    {
        string answer = await PostAsync(new
        {
            query = "query($r: [_Any!]!) { _entities(representations: $r) { __typename "
                + "... on Product { id reviewCount } ... on Customer { reviews(first: 1) { id } } } }",
            variables = new
            {
                r = new[]
                {
                    new { __typename = "Product", id = "p2" },
                    new { __typename = "Customer", id = "c14" },
                    new { __typename = "Product", id = "p5000" },
                    new { __typename = "Product", id = "p1" },
                },
            },
        });
        string newest = ShopData.ReviewsByAuthor("c14").Last().Id;
        Assert.Equal(
            """{"data":{"_entities":[{"__typename":"Product","id":"p2","reviewCount":3},"""
            + $$"""{"__typename":"Customer","reviews":[{"id":"{{newest}}"}]},null,"""
            + """{"__typename":"Product","id":"p1","reviewCount":2}]}}""",
            answer);
        Assert.Equal(1, _backend.Calls.ByOperation["_entities"]);
    }

    [Fact]
    public async Task The_service_tells_its_contract()
    {
        using JsonDocument answer = JsonDocument.Parse(await PostAsync(new { query = "{ _service { sdl } }" }));
        string? sdl = answer.RootElement.GetProperty("data").GetProperty("_service").GetProperty("sdl").GetString();
        Assert.StartsWith("extend schema @link(url: \"https://specs.apollo.dev/federation/", sdl);
        Assert.Equal(1, _backend.Calls.ByOperation["query"]);
    }

    [Fact]
    public async Task A_mutation_adds_a_review_that_queries_then_see()
    {
        const string Mutation =
            "mutation($in: AddReviewInput!) { addReview(input: $in) { id createdAt product { reviewCount } } }";
        var input = new { productId = "p1", authorId = "c1", rating = 5, title = "Good", body = "Very." };
        Assert.Equal(
            """{"data":{"addReview":{"id":"r3001","createdAt":"2026-01-01T00:00:00+00:00","""
            + "\"product\":{\"reviewCount\":3}}}}",
            await PostAsync(new { query = Mutation, variables = new { @in = input } }));
        Assert.Equal(
            """{"data":{"recentReviews":[{"id":"r3001","title":"Good"}]}}""",
            await PostAsync(new { query = "{ recentReviews(first: 1) { id title } }" }));
        Assert.Equal(
            """{"data":null,"errors":[{"message":"A rating is 1 to 5.","locations":[{"line":1,"column":34}],"""
            + "\"path\":[\"addReview\"]}]}",
            await PostAsync(new { query = Mutation, variables = new { @in = input with { rating = 6 } } }));
        Assert.Equal(2, _backend.Calls.ByOperation["mutation"]);
    }

    [Fact]
    public async Task A_document_that_asks_for_too_much_is_stopped()
    {
        var query = new StringBuilder("{ recentReviews(first: 100) { id ");
        for (int level = 0; level < 4; level++)
            query.Append("product { reviews(first: 100) { author { reviews(first: 100) { id ");
        query.Append(string.Concat(Enumerable.Repeat("} } } } ", 4))).Append("} }");
        Assert.Contains("More than 100000 fields are asked for.", await PostAsync(new { query = query.ToString() }));
    }

    [Fact]
    public async Task A_modern_client_gets_its_media_type_and_400_for_a_bad_document()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        request.Content = JsonContent.Create(new { query = "{" });
        using HttpResponseMessage answer = await _client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/graphql-response+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private async Task<string> PostAsync(object body)
    {
        using HttpResponseMessage answer = await _client.PostAsJsonAsync("/graphql", body, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}

using System.Text;
using System.Text.Json;
using Gateway.Common.Endpoints;
using Gateway.Testing;

namespace Gateway.Common.Tests.Endpoints;

public sealed class OpenApiTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Endpoints/Cases";

    [Theory]
    [InlineData("v1", "ApiKey")]
    [InlineData("v2", "Bearer")]
    public void The_contract_is_as_reviewed(string version, string security) =>
        Snapshot.Match(Write(version, Enum.Parse<EndpointSecurity>(security)), $"{Folder}/openapi.{version}.json");

    [Fact]
    public void The_same_operations_give_the_same_bytes()
    {
        var again = EndpointFixture.CompileOrThrow(EndpointFixture.Operations);

        Assert.Equal(Write("v1"), Encoding.UTF8.GetString(OpenApiDocument.Write(again, "v1", Info())));
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2")]
    public void Every_reference_resolves_and_no_component_is_left_over(string version)
    {
        using var document = JsonDocument.Parse(Write(version));
        var references = References(document.RootElement).ToHashSet();
        foreach (var reference in references)
        {
            var found = document.RootElement;
            foreach (var step in reference.Split('/').Skip(1))
            {
                Assert.True(found.TryGetProperty(step, out found), reference);
            }
        }

        foreach (var kind in (string[])["schemas", "responses"])
        {
            foreach (var component in document.RootElement.GetProperty("components").GetProperty(kind).EnumerateObject())
            {
                Assert.Contains($"#/components/{kind}/{component.Name}", references);
            }
        }
    }

    [Fact]
    public void No_object_has_a_key_twice()
    {
        foreach (var version in EndpointFixture.Table.Versions)
        {
            using var document = JsonDocument.Parse(
                Write(version), new JsonDocumentOptions { AllowDuplicateProperties = false });
            Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        }
    }

    [Fact]
    public void Served_routes_are_the_documented_routes()
    {
        var documented = new List<string>();
        foreach (var version in EndpointFixture.Table.Versions)
        {
            using var document = JsonDocument.Parse(Write(version));
            foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
            {
                documented.AddRange(path.Value.EnumerateObject()
                    .Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
            }
        }

        Assert.Equal(
            EndpointFixture.Table.Endpoints.Select(endpoint => $"{endpoint.Method} {endpoint.Path}").Order(),
            documented.Order());
        Assert.All(documented, route =>
        {
            var parts = route.Split(' ');
            Assert.NotNull(EndpointFixture.Table.Match(parts[0], parts[1]).Endpoint);
        });
    }

    [Fact]
    public void Every_variable_is_documented_where_it_is_read()
    {
        using var document = JsonDocument.Parse(Write("v1"));
        var paths = document.RootElement.GetProperty("paths");
        var invoices = paths.GetProperty("/v1/customers/{id}/invoices").GetProperty("get").GetProperty("parameters");

        Assert.Equal(
            ["id in path", "status in query", "page in query"],
            invoices.EnumerateArray().Select(one => $"{one.GetProperty("name")} in {one.GetProperty("in")}"));
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(
            member => member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static string Write(string version, EndpointSecurity security = EndpointSecurity.ApiKey) =>
        Encoding.UTF8.GetString(OpenApiDocument.Write(EndpointFixture.Table, version, Info(security)));

    private static OpenApiInfo Info(EndpointSecurity security = EndpointSecurity.ApiKey) => new("Shop partners", security);
}

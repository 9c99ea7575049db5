using System.Text.Json;
using Shop.Accounts;
using Shop.Rest;

namespace Shop;

/// <summary>Customers and their addresses over REST; <c>contracts/accounts.openapi.json</c>.</summary>
public static class AccountsBackend
{
    public static Task<Backend> StartAsync(BackendOptions options) => RestBackend.StartAsync("accounts", options, Map);

    private static void Map(WebApplication app)
    {
        var customers = new CustomerStore();
        app.MapGet("/customers", (HttpRequest request) => Query.TryReadPage(request, out Page page, out string error)
            ? JsonAnswer.Ok(request, page.Of(customers.All()))
            : Problem.BadRequest(error));
        app.MapGet("/customers/batch", (HttpRequest request) =>
            Query.TryReadIds(request, out string[] ids, out string error)
                ? JsonAnswer.Ok(request, ids.Select(customers.Find).OfType<CustomerBody>().Reverse())
                : Problem.BadRequest(error));
        app.MapGet("/customers/{id}", (HttpRequest request, string id) => customers.Find(id) is { } customer
            ? JsonAnswer.Ok(request, customer)
            : Problem.NotFound("customer", id));
        app.MapPatch("/customers/{id}", (HttpRequest request, string id) => ChangeAsync(customers, request, id));
    }

    private static async Task<IResult> ChangeAsync(CustomerStore customers, HttpRequest request, string id)
    {
        if (!request.HasJsonContentType()) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        CustomerChange change;
        try
        {
            using JsonDocument body =
                await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
            if (!CustomerChange.TryRead(body.RootElement, out change, out string error))
                return Problem.BadRequest(error);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second comes of half a surrogate pair in a string.
            return Problem.BadRequest("The body is not JSON.");
        }

        return customers.Change(id, change) is { } changed
            ? JsonAnswer.Ok(request, changed)
            : Problem.NotFound("customer", id);
    }
}

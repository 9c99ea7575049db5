namespace Shop.Rest;

/// <summary>Starts a backend that answers JSON, serves its contract and reports every error as a problem.</summary>
internal static class RestBackend
{
    public static Task<Backend> StartAsync(string name, BackendOptions options, Action<WebApplication> map) =>
        Backend.StartAsync(name, options, Configure, (app, _) =>
        {
            app.UseStatusCodePages();
            byte[] contract = Contract.Read($"{name}.openapi.json");
            app.MapGet("/openapi.json", (HttpRequest request) =>
                JsonAnswer.Bytes(request, contract, "application/json"));
            map(app);
        });

    private static void Configure(WebApplicationBuilder builder) => builder.Services.AddProblemDetails();
}

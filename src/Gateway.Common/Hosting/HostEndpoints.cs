using Gateway.Common.Configuration;
using Gateway.Common.Endpoints;
using Gateway.Common.Pipeline;
using Gateway.Common.Transport;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Common.Hosting;

/// <summary>A host's REST endpoints: compiled at start, mapped where there are any.</summary>
internal static class HostEndpoints
{
    private const string Title = "Partner API";

    /// <exception cref="GatewayStartException">An endpoint's document is wrong.</exception>
    public static PublishedEndpoints Publish(
        GatewaySnapshot snapshot, IReadOnlyList<TrustedDocument> documents, GatewayOptions options)
    {
        var (table, diagnostics) = EndpointCompiler.Compile(
            snapshot.Supergraph.ApiSchema,
            documents,
            (text, name) => snapshot.Operations.Get(text, name, isTrusted: true).Error);
        return diagnostics.Count == 0
            ? new PublishedEndpoints(table, new OpenApiInfo(Title, SecurityOf(options)))
            : throw new GatewayStartException([.. diagnostics.Select(static diagnostic => diagnostic.ToString())]);
    }

    public static void Map(
        IEndpointRouteBuilder routes, PublishedEndpoints published, GatewayRuntime runtime)
    {
        if (published.Table.Endpoints.Count == 0)
        {
            return;
        }

        var options = new RestHttpOptions
        {
            BodyBytesMax = runtime.Options.Limits.BodyBytesMax,
            DecompressionRatioMax = runtime.Options.DecompressionRatioMax,
            Deadline = runtime.Options.Deadline,
        };
        var handler = new RestHandler(
            () => published, new EndpointRunner(runtime.Pipeline), options, runtime.Writer, runtime.Time);
        RestEndpoints.Map(routes, handler, () => published, options);
    }

    private static EndpointSecurity SecurityOf(GatewayOptions options) => options switch
    {
        { IsOpen: true } => EndpointSecurity.None,
        { Profile: HostProfile.Partner } => EndpointSecurity.ApiKey,
        { Profile: HostProfile.Mobile } => EndpointSecurity.Bearer,
        _ => EndpointSecurity.None,
    };
}

using Bff.Web;
using Gateway.Common.Configuration;
using Gateway.Common.Hosting;

return await GatewayHost.RunAsync(
    args, HostProfile.Web, gateway => gateway.AddLocalFields("local.graphql", Greeting.Add));

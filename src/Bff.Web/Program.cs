using Gateway.Common.Configuration;
using Gateway.Common.Hosting;

return await GatewayHost.RunAsync(args, HostProfile.Web);

using Gateway.Common.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Tests.Hosting;

/// <summary>Whether the server under the gateway speaks, by what the settings say.</summary>
public sealed class HostLogTests
{
    private const string Routing = "Microsoft.AspNetCore.Routing.EndpointMiddleware";
    private const string Diagnostics = "Microsoft.AspNetCore.Hosting.Diagnostics";

    [Theory]
    [InlineData(Routing, LogLevel.Information, null, null, false)]
    [InlineData(Routing, LogLevel.Warning, null, null, true)]
    [InlineData(Routing, LogLevel.Information, "Default", "Debug", false)]
    [InlineData(Routing, LogLevel.Information, "Microsoft.AspNetCore", "Information", true)]
    [InlineData(Routing, LogLevel.Debug, "Microsoft.AspNetCore.Routing", "Debug", true)]
    [InlineData(Diagnostics, LogLevel.Warning, "Microsoft.AspNetCore", "Information", false)]
    [InlineData("Gateway", LogLevel.Information, null, null, true)]
    public void A_host_says_nothing_of_a_request_unless_settings_ask_for_it(
        string category, LogLevel level, string? setting, string? value, bool expected)
    {
        var application = WebApplication.CreateSlimBuilder();
        if (setting is not null)
        {
            application.Configuration.AddInMemoryCollection([new($"Logging:LogLevel:{setting}", value)]);
        }

        HostLog.Configure(application);

        using var services = application.Services.BuildServiceProvider();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(category);
        Assert.Equal(expected, log.IsEnabled(level));
    }
}

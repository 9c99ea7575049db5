using System.Net;
using Gateway.Common.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Tests.Hosting;

/// <summary>What a host keeps of the application that ASP.NET would build it.</summary>
public sealed class HostApplicationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("host-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void No_file_of_settings_is_watched()
    {
        var files = HostSettings.Read([]).Configuration.Providers.OfType<FileConfigurationProvider>().ToList();

        Assert.Equal(2, files.Count);
        Assert.All(files, static file => Assert.False(file.Source.ReloadOnChange));
    }

    [Fact]
    public void A_later_setting_wins()
    {
        Write("appsettings.json", """{ "A": "file", "B": "file", "C": "file" }""");
        Write("appsettings.Staging.json", """{ "B": "staging", "C": "staging" }""");

        var application = NewBuilder("--environment", "Staging", "--C=line");

        Assert.Equal("Staging", application.Environment.EnvironmentName);
        Assert.Equal(_folder.FullName, application.Environment.ContentRootPath.TrimEnd('/'));
        Assert.Equal("file", application.Configuration["A"]);
        Assert.Equal("staging", application.Configuration["B"]);
        Assert.Equal("line", application.Configuration["C"]);
    }

    [Fact]
    public void Settings_lie_beside_the_program_unless_told_otherwise()
    {
        var application = HostApplication.NewBuilder(HostSettings.Read([]));

        Assert.Equal(
            AppContext.BaseDirectory.TrimEnd('/'), application.Environment.ContentRootPath.TrimEnd('/'));
    }

    [Fact]
    public void Settings_say_what_is_logged()
    {
        Write("appsettings.json", """{ "Logging": { "LogLevel": { "Default": "Error" } } }""");

        using var services = NewBuilder().Services.BuildServiceProvider();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Gateway");

        Assert.False(log.IsEnabled(LogLevel.Warning));
        Assert.True(log.IsEnabled(LogLevel.Error));
    }

    [Theory]
    [InlineData("--urls=http://127.0.0.1:0")]
    [InlineData("--Kestrel:Endpoints:A:Url=http://127.0.0.1:0")]
    public async Task Settings_say_where_it_listens(string setting)
    {
        await using var host = await StartAsync(setting);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(host, "/ok")).Status);
    }

    [Theory]
    [InlineData(null, "other.test", HttpStatusCode.OK)]
    [InlineData("*", "other.test", HttpStatusCode.OK)]
    [InlineData("own.test;also.test", "also.test", HttpStatusCode.OK)]
    [InlineData("own.test;also.test", "other.test", HttpStatusCode.BadRequest)]
    public async Task Settings_say_which_names_are_served(string? allowed, string name, HttpStatusCode expected)
    {
        await using var host = await StartAsync(
            ["--urls=http://127.0.0.1:0", .. allowed is null ? Array.Empty<string>() : [$"--AllowedHosts={allowed}"]]);

        Assert.Equal(expected, (await GetAsync(host, "/ok", name)).Status);
    }

    /// <remarks>The guard answers every exception; what comes past it is not for clients either.</remarks>
    [Fact]
    public async Task No_page_shows_an_exception_in_development()
    {
        await using var host = await StartAsync("--urls=http://127.0.0.1:0", "--environment=Development");

        var (status, body) = await GetAsync(host, "/fault");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Empty(body);
    }

    private WebApplicationBuilder NewBuilder(params string[] args) =>
        HostApplication.NewBuilder(HostSettings.Read([$"--contentRoot={_folder.FullName}", .. args]));

    private void Write(string name, string json) => File.WriteAllText(Path.Combine(_folder.FullName, name), json);

    private async Task<WebApplication> StartAsync(params string[] args)
    {
        var builder = NewBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        var host = builder.Build();
        HostApplication.FilterHosts(host);
        host.MapGet("/ok", static () => "ok");
        host.MapGet("/fault", static string () => throw new InvalidOperationException("A secret."));
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(
        WebApplication host, string path, string? name = null)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Urls.Single() + path);
        request.Headers.Host = name;
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

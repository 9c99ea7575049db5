using System.Net;
using System.Security.Cryptography.X509Certificates;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;
using Gateway.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>What the gateway shows a source: credentials, headers, certificates, entity tags.</summary>
public sealed class SourceAccessTests
{
    private const string Ok = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n\"ok\"";

    private static readonly string Sdl = "type Query { f(q: String): String @rest(method: \"GET\", path: \"/f\") }\n"
        + string.Join('\n', RestDirectives.Definitions);

    [Fact]
    public Task Basic_is_a_name_and_a_password() => Check(
        new SourceCredentialOptions { Kind = SourceCredentialOptions.Scheme.Basic, Username = "é", Password = "p:w" },
        "Authorization: Basic w6k6cDp3");

    [Fact]
    public Task A_key_is_a_header() => Check(
        new SourceCredentialOptions { Kind = SourceCredentialOptions.Scheme.ApiKey, Key = "k" }, "X-Api-Key: k");

    [Fact]
    public Task A_key_is_a_parameter() => Check(
        new SourceCredentialOptions { Kind = SourceCredentialOptions.Scheme.ApiKey, Key = "k&", QueryParameter = "key" },
        "GET /api/f?q=a&key=k%26 HTTP/1.1");

    [Fact]
    public Task The_caller_s_token_is_passed_on() => Check(
        new SourceCredentialOptions { Kind = SourceCredentialOptions.Scheme.Bearer }, "Authorization: Bearer caller's");

    [Theory]
    [InlineData(null)]
    [InlineData("Basic abc")]
    public async Task Without_a_token_to_pass_on_nothing_is_asked(string? authorization)
    {
        await using var server = new ScriptedServer([]);
        var gateway = RestGateway.Over(
            Options(server.Address, new() { Kind = SourceCredentialOptions.Scheme.Bearer }), Sdl);
        var answer = await gateway.RunAsync("{ f }", findHeader: _ => authorization);
        Assert.Contains("UNAUTHENTICATED", answer, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task By_default_nothing_of_the_caller_goes_along()
    {
        await using var server = new ScriptedServer([ScriptedServer.Answer(Ok)]);
        await RestGateway.Over(server.Address, Sdl).RunAsync("{ f }", findHeader: static _ => "of the caller");
        Assert.DoesNotContain("Authorization", server.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Cookie", server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fixed_and_forwarded_headers_go_along()
    {
        await using var server = new ScriptedServer([ScriptedServer.Answer(Ok)]);
        var options = Options(server.Address, new()) with
        {
            Headers = [new("X-Tenant", "main")],
            ForwardedHeaders = ["Accept-Language"],
        };
        await RestGateway.Over(options, Sdl).RunAsync(
            "{ f }", findHeader: static name => name == "Accept-Language" ? "nl" : null);
        Assert.Contains("X-Tenant: main\r\n", server.Requests[0], StringComparison.Ordinal);
        Assert.Contains("Accept-Language: nl\r\n", server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gateway_gets_a_token_once_and_again_when_it_is_not_taken()
    {
        const string Token = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n";
        await using var issuer = new ScriptedServer(
        [
            ScriptedServer.Answer(Token + """{"access_token":"one","token_type":"bearer","expires_in":300}"""),
            ScriptedServer.Answer(Token + """{"access_token":"two","token_type":"Bearer","expires_in":300}"""),
        ]);
        await using var server = new ScriptedServer(
            [ScriptedServer.Answer(Ok), ScriptedServer.Answer("HTTP/1.1 401 No"), ScriptedServer.Answer(Ok)]);
        var credentials = new SourceCredentialOptions
        {
            Kind = SourceCredentialOptions.Scheme.ClientCredentials,
            TokenEndpoint = issuer.Address,
            ClientId = "c:d",
            ClientSecret = "s+t",
            Scope = "read write",
            Resource = "urn:api",
        };
        var gateway = RestGateway.Over(Options(server.Address, credentials), Sdl);
        for (var call = 0; call < 3; call++)
        {
            await gateway.RunAsync("{ f }");
        }

        Assert.Equal(
            ["Bearer one", "Bearer one", "Bearer two"],
            server.Requests.Select(static request => request.Split("Authorization: ")[1].Split("\r\n")[0]));
        Assert.Equal(2, issuer.Requests.Count);
        Assert.Contains("Authorization: Basic YyUzQWQ6cyUyQnQ=\r\n", issuer.Requests[0], StringComparison.Ordinal);
        Assert.EndsWith(
            "grant_type=client_credentials&scope=read+write&resource=urn%3Aapi",
            issuer.Requests[0],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad\nContent-Type: application/json\n\n{\"error\":\"invalid_client\",\"hint\":\"secret\"}")]
    [InlineData("HTTP/1.1 500 Bad")]
    [InlineData("HTTP/1.1 200 OK\n\nnot json, secret")]
    [InlineData("HTTP/1.1 200 OK\n\n{\"access_token\":\"secret\",\"token_type\":\"mac\"}")]
    public async Task Without_a_token_the_source_is_not_asked(string refusal)
    {
        await using var issuer = new ScriptedServer([ScriptedServer.Answer(refusal)]);
        await using var server = new ScriptedServer([]);
        var credentials = new SourceCredentialOptions
        {
            Kind = SourceCredentialOptions.Scheme.ClientCredentials,
            TokenEndpoint = issuer.Address,
            ClientId = "c",
            ClientSecret = "s",
        };
        var gateway = RestGateway.Over(Options(server.Address, credentials), Sdl);
        var answer = await gateway.RunAsync("{ f }");
        Assert.Contains("SOURCE_UNAVAILABLE", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer + gateway.Log, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task What_has_an_entity_tag_is_asked_for_again_only_if_it_changed()
    {
        const string Tagged = "HTTP/1.1 200 OK\nContent-Type: application/json\nETag: W/\"1\"\n\n\"kept\"";
        await using var server = new ScriptedServer(
        [
            ScriptedServer.Answer(Tagged),
            ScriptedServer.Answer("HTTP/1.1 304 Not Modified\nETag: W/\"1\""),
            ScriptedServer.Answer(Tagged),
            ScriptedServer.Answer(Ok),
        ]);
        var options = Options(server.Address, new() { Kind = SourceCredentialOptions.Scheme.Bearer }) with
        {
            RevalidationBytesMax = 64 * 1024,
        };
        var gateway = RestGateway.Over(options, Sdl);
        string[] callers = ["Bearer a", "Bearer a", "Bearer b", "Bearer a"];
        var answers = new List<string>();
        foreach (var caller in callers)
        {
            answers.Add(await gateway.RunAsync(
                "{ f }", findHeader: name => name == "Authorization" ? caller : null));
        }

        Assert.Equal(
            [
                """{"data":{"f":"kept"}}""", """{"data":{"f":"kept"}}""", """{"data":{"f":"kept"}}""",
                """{"data":{"f":"ok"}}""",
            ],
            answers);
        Assert.Equal(
            [false, true, false, true],
            server.Requests.Select(static request =>
                request.Contains("If-None-Match: W/\"1\"\r\n", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_was_said_of_a_kept_answer_is_said_of_it_again()
    {
        await using var server = new ScriptedServer(
        [
            ScriptedServer.Answer(
                "HTTP/1.1 200 OK\nContent-Type: application/json\nETag: \"1\"\nLast-Modified: yesterday\n\n\"kept\""),
            ScriptedServer.Answer("HTTP/1.1 304 Not Modified\nETag: \"1\""),
        ]);
        var sdl = Sdl.Replace("): String", "): Dated", StringComparison.Ordinal)
            + " type Dated @wrapped { value: String at: String @header(name: \"Last-Modified\") }";
        var gateway = RestGateway.Over(
            Options(server.Address, new()) with { RevalidationBytesMax = 64 * 1024 }, sdl);

        for (var call = 0; call < 2; call++)
        {
            Assert.Equal(
                """{"data":{"f":{"value":"kept","at":"yesterday"}}}""", await gateway.RunAsync("{ f { value at } }"));
        }
    }

    [Fact]
    public async Task A_call_that_two_fields_share_keeps_what_one_of_them_reads_of_its_head()
    {
        var answer = ScriptedServer.Answer(
            "HTTP/1.1 200 OK\nContent-Type: application/json\nLast-Modified: yesterday\n\n\"one\"");
        await using var server = new ScriptedServer([answer, answer]);
        var sdl = Sdl.Replace("): String", "): Dated", StringComparison.Ordinal)
            + " type Dated @wrapped { value: String at: String @header(name: \"Last-Modified\") }";

        Assert.Equal(
            """{"data":{"a":{"value":"one"},"b":{"value":"one","at":"yesterday"}}}""",
            await RestGateway.Over(server.Address, sdl).RunAsync("{ a: f { value } b: f { value at } }"));
    }

    [Fact]
    public async Task An_answer_in_another_charset_is_read_whichever_client_calls()
    {
        byte[] answer = ScriptedServer.Answer(
            "HTTP/1.1 200 OK\nContent-Type: application/json; charset=ISO-8859-1", [(byte)'"', 0xE9, (byte)'"']);
        await using var server = new ScriptedServer([answer, answer]);
        var plain = Options(server.Address, new());
        var revalidating = plain with { RevalidationBytesMax = 64 * 1024 };
        foreach (var options in (SourceTransportOptions[])[plain, revalidating])
        {
            Assert.Equal("""{"data":{"f":"é"}}""", await RestGateway.Over(options, Sdl).RunAsync("{ f }"));
        }
    }

    [Fact]
    public async Task A_source_is_trusted_by_its_authority_and_shown_a_certificate()
    {
        using var authority = TestCertificates.Authority("CN=roots");
        using var other = TestCertificates.Authority("CN=others");
        using var server = TestCertificates.Issue(authority, "CN=server");
        using var client = TestCertificates.Issue(authority, "CN=gateway");
        await using var app = await ServeAsync(server);
        var address = new Uri(app.Urls.First());
        var known = new SourceTlsOptions { Authorities = [authority], ClientCertificate = client };
        Assert.Equal("""{"data":{"f":"CN=gateway"}}""", await AskAsync(address, known));
        Assert.Contains(
            "SOURCE_UNAVAILABLE",
            await AskAsync(address, known with { Authorities = [other] }),
            StringComparison.Ordinal);
        Assert.Contains(
            "SOURCE_UNAVAILABLE",
            await AskAsync(address, new SourceTlsOptions { ClientCertificate = client }),
            StringComparison.Ordinal);
        Assert.Equal(
            """{"data":{"f":"nobody"}}""", await AskAsync(address, new SourceTlsOptions { Authorities = [authority] }));
    }

    private static Task<string> AskAsync(Uri address, SourceTlsOptions tls) =>
        RestGateway.Over(Options(address, new()) with { Tls = tls }, Sdl).RunAsync("{ f }");

    private static async Task<WebApplication> ServeAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback,
            0,
            listen => listen.UseHttps(certificate, https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            })));
        var app = builder.Build();
        app.MapGet("/f", static async context => await context.Response.WriteAsJsonAsync(
            (await context.Connection.GetClientCertificateAsync())?.Subject ?? "nobody"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task Check(SourceCredentialOptions credentials, string line)
    {
        await using var server = new ScriptedServer([ScriptedServer.Answer(Ok)]);
        var gateway = RestGateway.Over(Options(server.Address, credentials), Sdl);
        var answer = await gateway.RunAsync(
            "{ f(q: \"a\") }", findHeader: static name => name == "Authorization" ? "Bearer caller's" : null);
        Assert.Equal("""{"data":{"f":"ok"}}""", answer);
        Assert.Contains(line, server.Requests[0].Split("\r\n"));
    }

    private static SourceTransportOptions Options(Uri address, SourceCredentialOptions credentials) =>
        new() { Name = "api", Address = address, Credentials = credentials };
}

using System.Text;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Authorization;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.RateLimiting;
using Gateway.Common.Tests.Execution;
using Gateway.Testing;

namespace Gateway.Common.Tests.Pipeline;

/// <summary>The stages of every request, in their order, and what each refuses.</summary>
public sealed class PipelineTests
{
    private const string Sdl = """
        directive @authenticated on FIELD_DEFINITION | OBJECT
        directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT
        directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT
        type Query {
          open: Int
          mine: Int @authenticated
          audit: Int @requiresScopes(scopes: [["audit", "read"], ["admin"]])
          staff: Int @policy(policies: [["of:house", "grown"], ["chief"]])
          locals: Int @policy(policies: [["local"]])
          guests: Int @policy(policies: [["unknown"]])
          nobody: Int @policy(policies: [[]])
          node: Node
          any: Any
          echo(value: Int = 1): Int
        }
        type Mutation { change: Int }
        interface Node { id: ID }
        type Public implements Node { id: ID }
        type Secret implements Node @authenticated { id: ID }
        union Any = Public | Secret
        """;

    private static readonly Dictionary<string, AccessPolicyOptions> Policies = new()
    {
        ["of:house"] = new() { ScopesAll = ["house"] },
        ["grown"] = new() { ScopesAny = ["grown", "old"] },
        ["chief"] = new() { ScopesAll = ["lead"] },
        ["local"] = new() { Claims = new Dictionary<string, IReadOnlyList<string>> { ["city"] = ["Bern", "Basel"] } },
    };

    [Fact]
    public void Stages_run_in_this_order() => Assert.Equal(
        ["access", "rate limit", "document", "operation", "operation access", "variables", "cost", "answer"],
        PipelineStages.For(Gateway().Parts).Select(stage => stage.Name));

    /// <summary>What is sent, and the code and status of its refusal.</summary>
    public static TheoryData<string, string, string, int> Refusals { get; } = new()
    {
        { "", "", "DOCUMENT_MISSING", 400 },
        { "{ open", "", "GRAPHQL_PARSE_FAILED", 400 },
        { "{ unknown }", "", "FIELD_UNKNOWN", 400 },
        { "query A { open } query B { open }", "", "OPERATION_UNKNOWN", 400 },
        { "fragment F on Query { open }", "", "", 400 },
        { "query ($x: Int!) { echo(value: $x) }", "", "", 400 },
        { "query ($x: Int!) { echo(value: $x) }", "[]", "", 400 },
        { "query ($x: Int!) { echo(value: $x) }", """{"x":"a"}""", "", 400 },
        { "subscription { open }", "", "", 400 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_wrong_is_refused_before_any_source_is_asked(
        string document, string variables, string code, int status)
    {
        var gateway = Gateway();

        using var reply = await gateway.SendAsync(StubGateway.Request(document, variables));

        Assert.Equal((ReplyKind.Refused, status), (reply.Kind, reply.Status));
        Assert.Matches("^[A-Z][A-Z_]+$", reply.Code);
        Assert.True(code.Length == 0 || code == reply.Code, reply.Code);
        Assert.Contains(
            $"\"extensions\":{{\"code\":\"{reply.Code}\"",
            Encoding.UTF8.GetString(reply.Body.Span),
            StringComparison.Ordinal);
        Assert.Empty(gateway["s"].Calls);
    }

    /// <summary>Operation, caller's scopes (null: anonymous), and the refusal's code.</summary>
    [Theory]
    [InlineData("{ open }", null, null)]
    [InlineData("{ mine }", null, "UNAUTHENTICATED")]
    [InlineData("{ mine }", "", null)]
    [InlineData("{ a: open b: mine }", null, "UNAUTHENTICATED")]
    [InlineData("{ ...F } fragment F on Query { mine }", null, "UNAUTHENTICATED")]
    [InlineData("{ ... @include(if: false) { mine } }", null, "UNAUTHENTICATED")]
    [InlineData("{ audit }", "audit", "FORBIDDEN")]
    [InlineData("{ audit }", "audit read", null)]
    [InlineData("{ audit }", "admin", null)]
    [InlineData("{ staff }", null, "UNAUTHENTICATED")]
    [InlineData("{ staff }", "", "FORBIDDEN")]
    [InlineData("{ staff }", "house", "FORBIDDEN")]
    [InlineData("{ staff }", "house grown", null)]
    [InlineData("{ staff }", "chief", "FORBIDDEN")]
    [InlineData("{ staff }", "lead", null)]
    [InlineData("{ staff guests }", "lead", "FORBIDDEN")]
    [InlineData("{ guests }", "unknown", "FORBIDDEN")]
    [InlineData("{ nobody }", "lead", "FORBIDDEN")]
    [InlineData("{ node { id } }", null, "UNAUTHENTICATED")]
    [InlineData("{ node { ... on Secret { id } } }", null, "UNAUTHENTICATED")]
    [InlineData("{ node { ... on Public { id } } }", null, null)]
    [InlineData("{ any { ... on Secret { id } } }", null, "UNAUTHENTICATED")]
    public void An_operation_is_for_callers_who_may_run_all_of_it(string document, string? scopes, string? code)
    {
        var gateway = Gateway();
        var (operation, error) = gateway.Snapshot.Operations.Get(
            Encoding.UTF8.GetBytes(document), null, isTrusted: false);
        Assert.Null(error);

        var caller = scopes is null ? ClientIdentity.Anonymous : StubGateway.Caller("ann", scopes.Split(' '));

        Assert.Equal(code, operation!.Access.Check(caller, Policies));
    }

    [Theory]
    [InlineData("city=Bern", null)]
    [InlineData("city=Rome", "FORBIDDEN")]
    [InlineData("town=Bern", "FORBIDDEN")]
    public async Task A_policy_may_ask_for_a_claim(string claim, string? code)
    {
        var gateway = Gateway();
        gateway.Parts = gateway.Parts with { AllowsAnonymous = false, Policies = Policies };

        using var reply = await gateway.SendAsync(
            StubGateway.Request("{ locals }", caller: StubGateway.Caller("ann", [], claim)));

        Assert.Equal(code, reply.Code);
        Assert.Equal(code is null ? 1 : 0, gateway["s"].Calls.Count);
    }

    [Fact]
    public async Task A_host_that_is_not_open_serves_nobody_without_identity()
    {
        var gateway = Gateway();
        gateway.Parts = gateway.Parts with { AllowsAnonymous = false };

        using var refused = await gateway.SendAsync(StubGateway.Request("{ open"));
        using var served = await gateway.SendAsync(
            StubGateway.Request("{ open }", caller: StubGateway.Caller("ann", [])));

        Assert.Equal(("UNAUTHENTICATED", 401), (refused.Code, refused.Status));
        Assert.Equal(ReplyKind.Executed, served.Kind);
    }

    [Fact]
    public async Task Only_trusted_and_host_documents_run_where_free_form_text_is_not_taken()
    {
        var gateway = Gateway();
        var document = new TrustedDocument("open", "{ open }"u8.ToArray());
        gateway.Parts = gateway.Parts with { AllowsFreeForm = false };
        gateway.Snapshot = new GatewaySnapshot(
            gateway.Supergraph, gateway.Sources, new TrustedDocuments([document]), gateway.Snapshot.Operations);
        var request = StubGateway.Request("{ open }");

        using var freeForm = await gateway.SendAsync(request);
        using var unknown = await gateway.SendAsync(With(new string('0', 64), isHostDocument: false));
        using var upper = await gateway.SendAsync(With(document.Id.ToUpperInvariant() + "Z", isHostDocument: false));
        using var trusted = await gateway.SendAsync(With(document.Id, isHostDocument: false));
        using var host = await gateway.SendAsync(With(null, isHostDocument: true));

        Assert.Equal(("DOCUMENT_NOT_TRUSTED", 403), (freeForm.Code, freeForm.Status));
        Assert.Equal(("DOCUMENT_UNKNOWN", 404), (unknown.Code, unknown.Status));
        Assert.Equal("DOCUMENT_UNKNOWN", upper.Code);
        Assert.Equal((ReplyKind.Executed, ReplyKind.Executed), (trusted.Kind, host.Kind));

        GatewayRequest With(string? id, bool isHostDocument) => new()
        {
            Caller = request.Caller,
            ClientAddress = request.ClientAddress,
            Document = request.Document,
            DocumentId = id,
            IsHostDocument = isHostDocument,
            CorrelationId = request.CorrelationId,
            Deadline = request.Deadline,
            FindHeader = request.FindHeader,
        };
    }

    [Fact]
    public async Task A_read_only_request_changes_nothing()
    {
        var gateway = Gateway();

        using var reply = await gateway.SendAsync(new GatewayRequest
        {
            Caller = ClientIdentity.Anonymous,
            ClientAddress = "127.0.0.1",
            Document = "mutation { change }"u8.ToArray(),
            IsReadOnly = true,
            CorrelationId = "test",
            Deadline = default,
            FindHeader = static _ => null,
        });

        Assert.Equal(("MUTATION_NOT_ALLOWED", 405), (reply.Code, reply.Status));
        Assert.Empty(gateway["s"].Calls);
    }

    [Fact]
    public async Task A_client_past_its_limit_is_refused_and_another_is_not()
    {
        var gateway = Gateway();
        var policy = new RateLimitOptions { Permits = 2, Window = TimeSpan.FromMinutes(1) }.ToPolicy();
        gateway.Parts = gateway.Parts with { Limiter = new RateLimiter("test", policy, new ManualTimeProvider()) };
        var codes = new List<string?>();
        foreach (var caller in new[] { "ann", "ann", "ann", "bob" })
        {
            using var reply = await gateway.SendAsync(
                StubGateway.Request("{ open }", caller: StubGateway.Caller(caller, [])));
            Assert.NotNull(reply.RateLimit);
            codes.Add(reply.Code);
        }

        Assert.Equal([null, null, "RATE_LIMITED", null], codes);
    }

    [Fact]
    public async Task What_a_source_said_is_logged_under_the_correlation_id_and_never_answered()
    {
        var gateway = Gateway();
        var log = new LineLogger();
        gateway.Parts = gateway.Parts with { Logger = log };
        gateway["s"].Answer = _ => """{"errors":[{"message":"canary\nforged line"}]}""";

        var answer = await gateway.RunAsync("{ open }");

        Assert.DoesNotContain("canary", answer, StringComparison.Ordinal);
        var line = Assert.Single(log.Lines);
        Assert.Contains("canary", line, StringComparison.Ordinal);
        Assert.Contains("test", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public async Task Without_a_snapshot_the_gateway_says_that_it_is_not_ready()
    {
        using var reply = await new RequestPipeline([], () => null)
            .RunAsync(StubGateway.Request("{ open }"), TestContext.Current.CancellationToken);

        Assert.Equal(("NOT_READY", 503), (reply.Code, reply.Status));
    }

    private static StubGateway Gateway()
    {
        var gateway = new StubGateway(("s", Sdl));
        gateway["s"].Answer = _ => """{"data":{"open":1,"mine":2,"audit":3,"node":null,"echo":4,"change":5}}""";
        return gateway;
    }
}

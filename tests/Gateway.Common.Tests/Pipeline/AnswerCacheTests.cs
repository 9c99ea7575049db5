using Gateway.Common.Policies.Caching;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Tests.Execution;
using Gateway.Testing;

namespace Gateway.Common.Tests.Pipeline;

/// <summary>Whose answers are stored, for whom: each caller's canary is seen by that caller alone.</summary>
public sealed class AnswerCacheTests
{
    private const string Sdl = """
        directive @cacheControl(maxAge: Int, scope: Scope) on FIELD_DEFINITION | OBJECT | INTERFACE
        directive @owner(claim: String!, field: String) on OBJECT | ARGUMENT_DEFINITION
        directive @claim(name: String!) on ARGUMENT_DEFINITION
        directive @authenticated on FIELD_DEFINITION | OBJECT
        directive @local on FIELD_DEFINITION
        enum Scope { PUBLIC PRIVATE }
        type Query {
          shared: String @cacheControl(maxAge: 60, scope: PUBLIC) @local
          own: String @cacheControl(maxAge: 60) @local
          never: String @local
          secret: String @authenticated @cacheControl(maxAge: 60, scope: PUBLIC) @local
          claimed(id: ID! @claim(name: "customer")): String @cacheControl(maxAge: 60, scope: PUBLIC) @local
          owned: Order @cacheControl(maxAge: 60, scope: PUBLIC) @local
          node: Node @cacheControl(maxAge: 60, scope: PUBLIC) @local
          guarded(id: ID! @owner(claim: "customer")): String @cacheControl(maxAge: 60, scope: PUBLIC) @local
        }
        interface Node @cacheControl(maxAge: 60, scope: PUBLIC) { id: ID }
        type Order implements Node @owner(claim: "customer", field: "customerId") @cacheControl(maxAge: 60, scope: PUBLIC) {
          id: ID customerId: ID
        }
        """;

    /// <summary>Operation, whether the same caller is answered from store, and whether another is.</summary>
    [Theory]
    [InlineData("{ shared }", true, true)]
    [InlineData("{ own }", true, false)]
    [InlineData("{ never }", false, false)]
    [InlineData("{ shared own }", true, false)]
    [InlineData("{ shared never }", false, false)]
    [InlineData("{ secret }", true, false)]
    [InlineData("{ claimed }", true, false)]
    [InlineData("{ owned { id } }", true, false)]
    [InlineData("{ node { id } }", true, false)]
    [InlineData("query ($id: ID = \"ann\") { guarded(id: $id) }", true, false)]
    public async Task An_answer_is_stored_for_those_whom_it_is_for(string operation, bool same, bool other)
    {
        var gateway = Gateway();
        var (ann, bob) = (Caller("ann"), Caller("bob"));

        var first = await gateway.RunAsync(operation, caller: ann);
        Assert.DoesNotContain("errors", first, StringComparison.Ordinal);
        var calls = gateway["s"].Calls.Count;
        var second = await gateway.RunAsync(operation, caller: ann);
        Assert.Equal((same, same), (second == first, gateway["s"].Calls.Count == calls));

        Assert.Equal(other, await gateway.RunAsync(operation, caller: bob) == first);
    }

    [Fact]
    public async Task A_caller_with_other_rights_has_a_store_of_its_own()
    {
        var gateway = Gateway();
        await gateway.RunAsync("{ own }", caller: StubGateway.Caller("ann", ["read"], "customer=ann"));
        var calls = gateway["s"].Calls.Count;

        await gateway.RunAsync("{ own }", caller: StubGateway.Caller("ann", ["read", "admin"], "customer=ann"));

        Assert.Equal(calls + 1, gateway["s"].Calls.Count);
    }

    [Fact]
    public async Task An_answer_with_errors_is_not_stored()
    {
        var gateway = Gateway();
        gateway["s"].Answer = _ => "[]";
        await gateway.RunAsync("{ shared }", caller: Caller("ann"));
        await gateway.RunAsync("{ shared }", caller: Caller("ann"));

        Assert.Equal(2, gateway["s"].Calls.Count);
    }

    private static ClientIdentity Caller(string name) => StubGateway.Caller(name, [], $"customer={name}");

    /// <summary>No two calls are answered alike; objects are ann's.</summary>
    private static StubGateway Gateway()
    {
        var gateway = new StubGateway(("s", Sdl));
        gateway.Parts = gateway.Parts with
        {
            AllowsAnonymous = false,
            Cache = new ResponseCache(new CacheOptions(), new ManualTimeProvider()),
        };
        gateway["s"].Answer = call =>
        {
            var canary = $"canary-{gateway["s"].Calls.Count}";
            return call.StartsWith("Query.owned", StringComparison.Ordinal)
                ? $$"""{"id":"{{canary}}","customerId":"ann"}"""
                : call.StartsWith("Query.node", StringComparison.Ordinal)
                    ? $$"""{"__typename":"Order","id":"{{canary}}","customerId":"ann"}"""
                    : $"\"{canary}\"";
        };
        return gateway;
    }
}

using System.Text.Json;

namespace Gateway.Common.Tests.Execution;

/// <summary>
/// Values of contexts that are taken for what others need: for <c>@requires</c>, for other contexts, under conditions.
/// </summary>
public sealed class ContextChainTests
{
    private const string Link =
        "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\", "
        + "import: [\"@key\", \"@context\", \"@fromContext\", \"@external\", \"@requires\"])\n";

    private const string Shops = Link + """
        type Query { shops: [Shop] }
        type Shop @key(fields: "id") @context(name: "shop") {
          id: ID!
          currency: String
          best: Offer
        }
        type Offer @key(fields: "id") {
          id: ID!
          price(in: String @fromContext(field: "$shop { currency }")): Int
          twin: Offer
        }
        """;

    private const string Scores = Link + """
        type Shop @key(fields: "id") {
          id: ID!
          best: Offer @external
          score: Int @requires(fields: "best { price }")
        }
        type Offer @key(fields: "id") {
          id: ID!
          price: Int @external
          twin: Offer @external
          rank: Int @requires(fields: "twin { price }")
        }
        """;

    [Fact]
    public async Task What_is_required_below_an_object_takes_the_value_of_that_object()
    {
        var gateway = new StubGateway(("s", Shops), ("r", Scores));
        gateway["s"].Answer = call => call.Contains("_entities", StringComparison.Ordinal)
            ? """{"data":{"_0_0":[{"price":7}]}}"""
            : """{"data":{"shops":[{"id":"1","currency":"EUR","best":{"id":"2"}}]}}""";
        gateway["r"].Answer = _ => """{"data":{"_entities":[{"score":3}]}}""";

        Assert.Equal("""{"data":{"shops":[{"score":3}]}}""", await gateway.RunAsync("{ shops { score } }"));
        Assert.Contains("\"EUR\"", gateway["s"].Calls[1]);
        Assert.Contains("\"best\":{\"price\":7}", gateway["r"].Calls[0]);
    }

    [Fact]
    public async Task What_is_required_of_an_object_further_down_takes_the_value_of_one_further_up()
    {
        var gateway = new StubGateway(("s", Shops), ("r", Scores));
        gateway["s"].Answer = call => call.Contains("_entities", StringComparison.Ordinal)
            ? """{"data":{"_0_0":[{"price":7}]}}"""
            : """{"data":{"shops":[{"currency":"EUR","best":{"id":"2","twin":{"id":"3"}}}]}}""";
        gateway["r"].Answer = _ => """{"data":{"_entities":[{"rank":4}]}}""";

        Assert.Equal(
            """{"data":{"shops":[{"best":{"rank":4}}]}}""", await gateway.RunAsync("{ shops { best { rank } } }"));
        Assert.Contains("\"EUR\"", gateway["s"].Calls[1]);
        Assert.Contains("\"twin\":{\"price\":7}", gateway["r"].Calls[0]);
    }

    [Fact]
    public async Task A_value_that_takes_a_value_itself_comes_after_it()
    {
        var gateway = new StubGateway(("s", Link + """
            type Query { lands: [Land] }
            type Land @context(name: "land") { code: String shops: [Shop] }
            type Shop @key(fields: "id") @context(name: "shop") {
              id: ID!
              tax(of: String @fromContext(field: "$land { code }")): Int
              offers: [Offer]
            }
            type Offer @key(fields: "id") {
              id: ID!
              price(tax: Int @fromContext(field: "$shop { tax }")): Int
            }
            """));
        gateway["s"].Answer = call => call.Contains("price", StringComparison.Ordinal)
            ? """{"data":{"_0_0":[{"price":7}]}}"""
            : call.Contains("_entities", StringComparison.Ordinal)
                ? """{"data":{"_0_0":[{"tax":19}]}}"""
                : """{"data":{"lands":[{"code":"DE","shops":[{"id":"1","offers":[{"id":"2"}]}]}]}}""";

        Assert.Equal(
            """{"data":{"lands":[{"shops":[{"offers":[{"price":7}]}]}]}}""",
            await gateway.RunAsync("{ lands { shops { offers { price } } } }"));
        Assert.Contains("\"DE\"", gateway["s"].Calls[1]);
        Assert.EndsWith("\"_0_0_1\":19}}", gateway["s"].Calls[2]);
    }

    /// <summary>What is asked, and how often the source of the value and that of the field are called.</summary>
    [Theory]
    [InlineData("{ shops { best { price @include(if: $x) } } }", 0)]
    [InlineData("{ shops { best @include(if: $x) { price } } }", 0)]
    [InlineData("{ shops { best { price @skip(if: $x) } } }", 1)]
    [InlineData("{ shops { best { price @include(if: $x) } again: best { price } } }", 1)]
    [InlineData("{ shops { best { price @include(if: $x) } again: best { price @skip(if: $x) } } }", 1)]
    [InlineData("{ shops { best { score @include(if: $x) } } }", 0)]
    [InlineData("{ shops { best { score @skip(if: $x) } } }", 1)]
    public async Task A_value_is_asked_for_only_where_a_field_takes_it(string selection, int calls)
    {
        var gateway = new StubGateway(
            ("s", Link + """
                type Query { shops: [Shop] }
                type Shop @key(fields: "id") { id: ID! best: Offer }
                type Offer @key(fields: "id") { id: ID! }
                """),
            ("p", Link + """
                type Shop @key(fields: "id") @context(name: "shop") { id: ID! currency: String }
                type Offer @key(fields: "id") {
                  id: ID!
                  price(in: String @fromContext(field: "$shop { currency }")): Int
                }
                """),
            ("r", Link + """
                type Offer @key(fields: "id") {
                  id: ID!
                  price: Int @external
                  score: Int @requires(fields: "price")
                }
                """));
        gateway["s"].Answer = call => $$$"""
            {"data":{"shops":[{"id":"1"
              {{{(Asks(call, "best{") ? ",\"best\":{\"id\":\"2\"}" : "")}}}
              {{{(Asks(call, "best_1") ? ",\"best_1\":{\"id\":\"2\"}" : "")}}}}]}}
            """;
        gateway["p"].Answer = call => call.Contains("price", StringComparison.Ordinal)
            ? """{"data":{"_0_0":[{"price":7}]}}"""
            : """{"data":{"_entities":[{"currency":"EUR"}]}}""";
        gateway["r"].Answer = _ => """{"data":{"_entities":[{"score":3}]}}""";

        await gateway.RunAsync($"query ($x: Boolean! = false) {selection}");

        Assert.Equal(calls, gateway["p"].Calls.Count(static call => Asks(call, "currency")));
        Assert.Equal(calls, gateway["p"].Calls.Count(static call => Asks(call, "price")));
    }

    [Theory]
    [InlineData("{ shops { best { price @include(if: $x) } } }", "currency@include(if:$x)")]
    [InlineData("{ shops { best @include(if: $x) { price } } }", "currency@include(if:$x)")]
    [InlineData("{ shops { best { price @include(if: $x) rank @include(if: $x) } } }", "currency@include(if:$x)")]
    [InlineData("{ shops @include(if: $x) { best { price } } }", "currency ")]
    [InlineData("{ shops { currency best { price @include(if: $x) } } }", "currency ")]
    public async Task A_value_in_the_same_call_has_the_condition_of_the_field(string selection, string asked)
    {
        var gateway = new StubGateway(("s", Shops), ("r", Scores));
        gateway["s"].Answer = static _ => """{"data":{"shops":null}}""";

        await gateway.RunAsync($"query ($x: Boolean! = true) {selection}");

        Assert.Contains(asked, $"{gateway["s"].Calls[0]} ".Replace("}", " }", StringComparison.Ordinal)
            .Replace("id", " id", StringComparison.Ordinal).Replace("best", " best", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_that_needs_the_field_that_takes_it_is_an_error_and_not_a_hang()
    {
        (string Name, string Sdl)[] sources =
        [
            ("s", Link + """
                type Query { shops: [Shop] }
                type Shop @key(fields: "id") @context(name: "shop") { id: ID! best: Offer rate: Int @external }
                type Offer @key(fields: "id") {
                  id: ID!
                  price(rate: Int @fromContext(field: "$shop { rate }")): Int
                }
                """),
            ("r", Link + """
                type Shop @key(fields: "id") {
                  id: ID!
                  best: Offer @external
                  rate: Int @requires(fields: "best { price }")
                }
                type Offer @key(fields: "id") { id: ID! price: Int @external }
                """),
        ];
        Assert.Equal("UNSATISFIABLE_QUERY_PATH", StubGateway.FaultsOf(sources));
        var gateway = new StubGateway(StubGateway.Merge(sources), sources);
        gateway["s"].Answer = static _ => """{"data":{"shops":null}}""";

        using var answer = JsonDocument.Parse(await gateway.RunAsync("{ shops { rate } }"));

        Assert.Equal("PLAN_UNSATISFIABLE", StubGateway.ErrorsOf(answer.RootElement));
    }

    private static bool Asks(string call, string field) => call.Contains(field, StringComparison.Ordinal);
}

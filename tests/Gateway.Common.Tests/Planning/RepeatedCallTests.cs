using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Tests.Execution;

namespace Gateway.Common.Tests.Planning;

public sealed class RepeatedCallTests
{
    private const string Items = """
        type Query {
          items: [Item] @rest(method: "GET", path: "/items")
          byId(id: ID! @is(field: "id")): Item @lookup @internal @rest(method: "GET", path: "/items/{id}")
        }
        type Item @key(fields: "id") { id: ID! name: String }
        """;

    private const string Stocks = """
        type Query {
          stocks: [Item] @rest(method: "GET", path: "/stocks")
          byId(id: ID! @is(field: "id")): Item @lookup @internal @rest(method: "GET", path: "/stocks/{id}")
        }
        type Item @key(fields: "id") { id: ID! size: Int }
        """;

    [Theory]
    [InlineData("{ items { size } stocks { name } }", "")]
    [InlineData("{ a: stocks { name } b: stocks { name } }", "stocks stocks")]
    public void Only_what_asks_one_source_the_same_may_repeat_a_call(string operation, string repeated)
    {
        var document = Parser.Parse(operation);

        var plan = new Planner(StubGateway.Compose([("items", Items), ("stocks", Stocks)]))
            .Plan(document, document.Definitions.OfType<OperationDefinitionNode>().Single());

        var told = plan.Fetches.Where(static fetch => fetch.MayRepeat).Select(static fetch => fetch.Source);
        Assert.Equal(repeated, string.Join(' ', told));
    }
}

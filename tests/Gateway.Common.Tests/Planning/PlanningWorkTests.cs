using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Tests.Execution;

namespace Gateway.Common.Tests.Planning;

/// <summary>What planning does not do: a unit is one source considered for one field.</summary>
public sealed class PlanningWorkTests
{
    private static readonly (string, string)[] Sources =
    [
        ("items", """
            type Query { first: Item, second: Item, byId(id: ID!): Item @lookup @internal }
            type Item @key(fields: "id") { id: ID!, name: String }
            """),
        ("sizes", SourceOf("size")),
        ("prices", SourceOf("price")),
        ("stocks", SourceOf("stock")),
    ];

    /// <summary>Three sources for each of three fields, and one for the root field.</summary>
    [Fact]
    public void Only_sets_of_sources_that_may_answer_all_are_tried() =>
        Assert.Equal(10, UnitsOf("{ first { id name size price stock } }"));

    [Fact]
    public void What_is_selected_alike_at_several_places_is_placed_once() =>
        Assert.Equal(
            11,
            UnitsOf("""
                { first { ...All } second { id name size price stock } }
                fragment All on Item { id name size price stock }
                """));

    [Fact]
    public void A_source_is_not_entered_again_for_what_its_own_answer_holds() =>
        Assert.Equal(1, UnitsOf("{ first { id name } }"));

    private static string SourceOf(string field) => $$"""
        type Query { byId{{field}}(id: ID! @is(field: "id")): Item @lookup @internal }
        type Item @key(fields: "id") { id: ID!, {{field}}: Int }
        """;

    private static int UnitsOf(string operation)
    {
        var document = Parser.Parse(operation);
        return new Planner(StubGateway.Compose(Sources))
            .Plan(document, document.Definitions.OfType<OperationDefinitionNode>().Single())
            .Units;
    }
}

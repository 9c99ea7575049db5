using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Tests.Execution;
using Gateway.Testing;

namespace Gateway.Common.Tests.Planning;

/// <summary>What <c>plan --explain</c> says, as text and as JSON.</summary>
public sealed class PlanExplanationTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Planning/Explained";

    private static readonly (string, string)[] Sources =
    [
        ("catalog", """
            type Query { products: [Product] }
            type Product @key(fields: "id") { id: ID! name: String weight: Int }
            """),
        ("stock", """
            type Product @key(fields: "id") {
              id: ID! name: String weight: Int @external cost: Int @requires(fields: "weight")
            }
            """),
    ];

    [Fact]
    public void Each_fetch_says_why_in_text() =>
        Snapshot.Match(PlanPrinter.Print(Plan()), Path.Combine(Folder, "plan.txt"));

    [Fact]
    public void Each_fetch_says_why_in_json() =>
        Snapshot.Match(PlanJson.Print(Plan()), Path.Combine(Folder, "plan.json"));

    private static QueryPlan Plan()
    {
        var document = Parser.Parse("query($all: Boolean!) { products { name cost @include(if: $all) } }");
        return new Planner(StubGateway.Compose(Sources)).Plan(
            document, document.Definitions.OfType<OperationDefinitionNode>().Single(), explains: true);
    }
}

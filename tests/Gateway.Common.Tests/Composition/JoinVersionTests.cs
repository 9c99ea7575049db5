using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Tests.Execution;

namespace Gateway.Common.Tests.Composition;

/// <summary>Two subgraphs as each version of join says them: operations plan as on our own composition.</summary>
public sealed class JoinVersionTests
{
    private const string Accounts = """
        type Query { me: User }
        type User @key(fields: "id") { id: ID! name: String address: Address }
        type Address { city: String }
        """;

    private const string Reviews = """
        type Query { latest: [Review] }
        extend type User @key(fields: "id") {
          id: ID! @external
          name: String @external
          address: Address @external
          shout: String @requires(fields: "name address { city }")
          reviews: [Review]
        }
        type Address { city: String }
        type Review { text: String author: User @provides(fields: "name") stamp: Stamp }
        type Stamp { at: String }
        """;

    private const string First = """
        schema @core(feature: "https://specs.apollo.dev/core/v0.1")
          @core(feature: "https://specs.apollo.dev/join/v0.1") { query: Query }
        directive @core(feature: String!) repeatable on SCHEMA
        directive @join__field(graph: join__Graph, provides: join__FieldSet, requires: join__FieldSet)
          on FIELD_DEFINITION
        directive @join__graph(name: String!, url: String!) on ENUM_VALUE
        directive @join__owner(graph: join__Graph!) on INTERFACE | OBJECT
        directive @join__type(graph: join__Graph!, key: join__FieldSet) repeatable on INTERFACE | OBJECT
        scalar join__FieldSet
        enum join__Graph {
          ACCOUNTS @join__graph(name: "accounts", url: "http://accounts")
          REVIEWS @join__graph(name: "reviews", url: "http://reviews")
        }
        type Query { me: User @join__field(graph: ACCOUNTS) latest: [Review] @join__field(graph: REVIEWS) }
        type User @join__owner(graph: ACCOUNTS)
          @join__type(graph: ACCOUNTS, key: "id") @join__type(graph: REVIEWS, key: "id") {
          id: ID! @join__field(graph: ACCOUNTS)
          name: String
          address: Address @join__field(graph: ACCOUNTS)
          shout: String @join__field(graph: REVIEWS, requires: "name address { city }")
          reviews: [Review] @join__field(graph: REVIEWS)
        }
        type Address { city: String }
        type Review { text: String author: User @join__field(graph: REVIEWS, provides: "name") stamp: Stamp }
        type Stamp { at: String }
        """;

    private const string Second = """
        schema @core(feature: "https://specs.apollo.dev/core/v0.2")
          @core(feature: "https://specs.apollo.dev/join/v0.2", for: EXECUTION) { query: Query }
        directive @core(feature: String!, as: String, for: core__Purpose) repeatable on SCHEMA
        directive @join__field(graph: join__Graph!, requires: join__FieldSet, provides: join__FieldSet, type: String,
          external: Boolean) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
        directive @join__graph(name: String!, url: String!) on ENUM_VALUE
        directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
        directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false) repeatable
          on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR
        enum core__Purpose { EXECUTION SECURITY }
        scalar join__FieldSet
        enum join__Graph {
          ACCOUNTS @join__graph(name: "accounts", url: "http://accounts")
          REVIEWS @join__graph(name: "reviews", url: "http://reviews")
        }
        type Query @join__type(graph: ACCOUNTS) @join__type(graph: REVIEWS) {
          me: User @join__field(graph: ACCOUNTS)
          latest: [Review] @join__field(graph: REVIEWS)
        }
        type User @join__type(graph: ACCOUNTS, key: "id") @join__type(graph: REVIEWS, key: "id", extension: true) {
          id: ID!
          name: String @join__field(graph: ACCOUNTS) @join__field(graph: REVIEWS, external: true)
          address: Address @join__field(graph: ACCOUNTS) @join__field(graph: REVIEWS, external: true)
          shout: String @join__field(graph: REVIEWS, requires: "name address { city }")
          reviews: [Review] @join__field(graph: REVIEWS)
        }
        type Address @join__type(graph: ACCOUNTS) @join__type(graph: REVIEWS) { city: String }
        type Review @join__type(graph: REVIEWS) {
          text: String
          author: User @join__field(graph: REVIEWS, provides: "name")
          stamp: Stamp
        }
        type Stamp @join__type(graph: REVIEWS) { at: String }
        """;

    public static TheoryData<string, string> Operations()
    {
        var operations = new TheoryData<string, string>();
        foreach (var supergraph in new[] { First, Second })
        {
            operations.Add(supergraph, "{ me { id name reviews { text stamp { at } author { name id } } } }");
            operations.Add(supergraph, "{ latest { text author { name reviews { text } } } }");
            operations.Add(supergraph, "{ latest { author { address { city } shout } } me { shout } }");
        }

        return operations;
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_plans_as_on_our_own_composition(string supergraph, string operation)
    {
        var read = JoinReader.Read(Parser.Parse(supergraph));

        Assert.Empty(read.Errors);
        Assert.Equal(
            Plan(StubGateway.Compose([("accounts", Accounts), ("reviews", Reviews)]), operation),
            Plan(read.Supergraph!, operation));
    }

    private static string Plan(Supergraph supergraph, string operation)
    {
        var document = Parser.Parse(operation);
        return PlanPrinter.Print(
            new Planner(supergraph).Plan(document, document.Definitions.OfType<OperationDefinitionNode>().Single()));
    }
}

using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Schema;

public sealed class SchemaDiffTests
{
    private const string Shop = """
        type Query { node(id: ID!, kind: Kind): Node any: Any find(by: Filter): [Book!] }
        interface Node { id: ID }
        type Book implements Node { id: ID title: String }
        type Film implements Node { id: ID }
        union Any = Book | Film
        enum Kind { A B }
        input Filter { title: String = "x" kind: Kind inner: Filter }
        directive @slow(ms: Int) repeatable on FIELD | QUERY
        """;

    [Theory]
    [InlineData("title: String }", "title: String! }", "Safe FIELD_TYPE_NARROWED Book.title")]
    [InlineData("type Film", "\"It moves.\" type Film", "Safe DESCRIPTION_CHANGED Film")]
    [InlineData("title: String }", "title: String @deprecated }", "Safe DEPRECATION_ADDED Book.title")]
    [InlineData("id: ID!", "id: ID", "Safe INPUT_TYPE_WIDENED Query.node(id:)")]
    [InlineData("title: String }", "title: String pages: Int }", "Safe FIELD_ADDED Book.pages")]
    [InlineData("| QUERY", "", "Breaking DIRECTIVE_LOCATION_REMOVED @slow")]
    [InlineData("repeatable", "", "Breaking DIRECTIVE_REPEATABLE_REMOVED @slow")]
    [InlineData("(ms: Int)", "(ms: Int!)", "Breaking DIRECTIVE_ARG_CHANGED_KIND @slow(ms:)")]
    [InlineData("\"x\"", "\"y\"", "Dangerous INPUT_FIELD_DEFAULT_VALUE_CHANGE Filter.title")]
    [InlineData("A B", "A B C", "Dangerous VALUE_ADDED_TO_ENUM Kind.C")]
    [InlineData("input Filter {", "input Filter { all: Boolean! ", "Breaking REQUIRED_INPUT_FIELD_ADDED Filter.all")]
    [InlineData("input Filter {", "input Filter { all: Boolean ", "Dangerous OPTIONAL_INPUT_FIELD_ADDED Filter.all")]
    [InlineData("find(by: Filter)", "find(by: Filter, n: ID!)", "Breaking REQUIRED_ARG_ADDED Query.find(n:)")]
    public void Changes_have_a_severity_a_code_and_a_coordinate(string before, string after, string expected)
    {
        var changes = SchemaDiff.Compare(Build(Shop), Build(Shop.Replace(before, after, StringComparison.Ordinal)));

        Assert.Equal(
            expected,
            string.Join(',', changes.Select(change => $"{change.Severity} {change.Code} {change.Coordinate}")));
    }

    [Fact]
    public void Equal_schemas_have_no_changes() => Assert.Empty(SchemaDiff.Compare(Build(Shop), Build(Shop)));

    [Theory]
    [InlineData("title: String }", "title: Int }", "field")]
    [InlineData("title: String }", "}", "field")]
    [InlineData("Any = Book | Film", "Any = Film", "union")]
    [InlineData("type Book implements Node", "type Book", "interface")]
    [InlineData("A B", "A", "enum")]
    [InlineData("enum Kind { A B }", "enum Kind { B }", "enum,interface")]
    [InlineData("kind: Kind inner", "inner", "enum")]
    [InlineData("by: Filter", "by: Filter, n: ID!", "enum,field")]
    [InlineData("kind: Kind): Node", "kind: Kind!): Node", "interface,node")]
    [InlineData("id: ID!, kind: Kind", "id: ID!", "interface")]
    [InlineData("| QUERY", "", "node")]
    public void Stored_operations_that_break_are_named(string before, string after, string expected)
    {
        var operations = new Dictionary<string, DocumentNode>
        {
            ["field"] = Parser.Parse("{ find { title } }"),
            ["union"] = Parser.Parse("{ any { ... on Book { id } } }"),
            ["interface"] = Parser.Parse("{ node(id: 1, kind: A) { ...B } } fragment B on Book { id }"),
            ["enum"] = Parser.Parse("query ($f: Filter) { find(by: $f) { id } }"),
            ["node"] = Parser.Parse("query @slow { node(id: 1) { id } }"),
        };
        var schema = Build(Shop);
        var changes = SchemaDiff.Compare(schema, Build(Shop.Replace(before, after, StringComparison.Ordinal)));

        var broken = SchemaDiff.FindBrokenOperations(changes, schema, operations);

        Assert.Equal(expected, string.Join(',', broken.Select(operation => operation.Name).Order()));
    }

    private static GraphQLSchema Build(string sdl) => SchemaBuilder.BuildOrThrow(Parser.Parse(sdl));
}

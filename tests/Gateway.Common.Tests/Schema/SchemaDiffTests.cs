using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Schema;

public sealed class SchemaDiffTests
{
    private const string Shop = """
        type Query { node(id: ID!, kind: Kind): Node any: Any find(by: Filter): [Book!]
          list(first: Int! = 1): Int }
        interface Node { id: ID }
        type Book implements Node { id: ID title: String }
        type Film implements Node { id: ID }
        union Any = Book | Film
        enum Kind { A B }
        input Filter { title: String = "x" kind: Kind inner: Filter size: Int! = 1 }
        input Choice { a: Int b: Int }
        input Single @oneOf { a: Int b: Int }
        type Other { id: ID gone: Int @deprecated }
        scalar Old
        directive @quick on FIELD
        directive @unit(unit: Int! = 1) on FIELD
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
    [InlineData("type Film", "extend schema { mutation: Film } type Film", "Safe ROOT_TYPE_ADDED Film")]
    [InlineData("union Any", "type Root { a: Int } schema { query: Root } union Any",
        "Breaking ROOT_TYPE_CHANGED Query,Safe TYPE_ADDED Root")]
    [InlineData("enum Kind", "type New { a: Int } enum Kind", "Safe TYPE_ADDED New")]
    [InlineData("scalar Old", "", "Breaking TYPE_REMOVED Old")]
    [InlineData("scalar Old", "enum Old { A }", "Breaking TYPE_CHANGED_KIND Old")]
    [InlineData("scalar Old", "scalar Old @specifiedBy(url: \"https://x.test\")", "Dangerous SPECIFIED_BY_CHANGED Old")]
    [InlineData("Any = Book | Film", "Any = Book", "Breaking TYPE_REMOVED_FROM_UNION Any")]
    [InlineData("Any = Book", "Any = Other | Book", "Dangerous TYPE_ADDED_TO_UNION Any")]
    [InlineData("type Film implements Node", "type Film", "Breaking IMPLEMENTED_INTERFACE_REMOVED Film")]
    [InlineData("type Other", "type Other implements Node", "Dangerous IMPLEMENTED_INTERFACE_ADDED Other")]
    [InlineData("A B", "A", "Breaking VALUE_REMOVED_FROM_ENUM Kind.B")]
    [InlineData("title: String }", "}", "Breaking FIELD_REMOVED Book.title")]
    [InlineData("title: String }", "title: Int }", "Breaking FIELD_CHANGED_KIND Book.title")]
    [InlineData("find(by: Filter)", "find", "Breaking ARG_REMOVED Query.find(by:)")]
    [InlineData("id: ID!, kind", "id: Int!, kind", "Breaking ARG_CHANGED_KIND Query.node(id:)")]
    [InlineData("find(by: Filter)", "find(by: Filter, n: ID)", "Dangerous OPTIONAL_ARG_ADDED Query.find(n:)")]
    [InlineData("first: Int! = 1", "first: Int! = 2", "Dangerous ARG_DEFAULT_VALUE_CHANGE Query.list(first:)")]
    [InlineData("first: Int! = 1", "first: Int!", "Breaking ARG_BECAME_REQUIRED Query.list(first:)")]
    [InlineData("kind: Kind): Node", "kind: Kind = A): Node", "Safe ARG_DEFAULT_VALUE_ADDED Query.node(kind:)")]
    [InlineData("title: String = \"x\" kind", "kind", "Breaking FIELD_REMOVED Filter.title")]
    [InlineData("kind: Kind inner", "kind: Int inner", "Breaking FIELD_CHANGED_KIND Filter.kind")]
    [InlineData("kind: Kind inner", "kind: Kind = A inner", "Safe INPUT_FIELD_DEFAULT_VALUE_ADDED Filter.kind")]
    [InlineData("size: Int! = 1", "size: Int = 1", "Safe INPUT_TYPE_WIDENED Filter.size")]
    [InlineData("size: Int! = 1", "size: Int!", "Breaking INPUT_FIELD_BECAME_REQUIRED Filter.size")]
    [InlineData("input Choice", "input Choice @oneOf", "Breaking ONE_OF_ADDED Choice")]
    [InlineData("input Single @oneOf", "input Single", "Safe ONE_OF_REMOVED Single")]
    [InlineData("directive @quick on FIELD", "", "Breaking DIRECTIVE_REMOVED @quick")]
    [InlineData("directive @quick", "directive @new on FIELD directive @quick", "Safe DIRECTIVE_ADDED @new")]
    [InlineData("@quick on FIELD", "@quick repeatable on FIELD", "Safe DIRECTIVE_REPEATABLE_ADDED @quick")]
    [InlineData("@quick on FIELD", "@quick on FIELD | QUERY", "Safe DIRECTIVE_LOCATION_ADDED @quick")]
    [InlineData("(ms: Int)", "", "Breaking DIRECTIVE_ARG_REMOVED @slow(ms:)")]
    [InlineData("(ms: Int)", "(ms: Int, s: Int!)", "Breaking REQUIRED_DIRECTIVE_ARG_ADDED @slow(s:)")]
    [InlineData("(ms: Int)", "(ms: Int, s: Int)", "Safe OPTIONAL_DIRECTIVE_ARG_ADDED @slow(s:)")]
    [InlineData("(ms: Int)", "(ms: Int = 1)", "Safe DIRECTIVE_ARG_DEFAULT_VALUE_ADDED @slow(ms:)")]
    [InlineData("unit: Int! = 1", "unit: Int! = 2", "Dangerous DIRECTIVE_ARG_DEFAULT_VALUE_CHANGE @unit(unit:)")]
    [InlineData("unit: Int! = 1", "unit: Int!", "Breaking DIRECTIVE_ARG_BECAME_REQUIRED @unit(unit:)")]
    [InlineData("gone: Int @deprecated", "gone: Int", "Safe DEPRECATION_REMOVED Other.gone")]
    [InlineData("gone: Int @deprecated", "gone: Int @deprecated(reason: \"x\")", "Safe DEPRECATION_CHANGED Other.gone")]
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

using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation;

namespace Gateway.Common.Tests.Validation;

/// <summary>Where <c>@defer</c> and <c>@stream</c> may stand, in schemas that define them.</summary>
public sealed class IncrementalRuleTests
{
    private const string Types = """
        type Query { a: Query l: [Int] n: [Int!]! s: String }
        type Mutation { m: Query l: [Int] }
        type Subscription { q: Query }
        """;

    private static readonly GraphQLSchema Schema = SchemaBuilder.BuildOrThrow(Parser.Parse(Types + """
        directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @stream(if: Boolean! = true, label: String, initialCount: Int = 0) on FIELD
        """));

    [Theory]
    [InlineData("{ ... @defer(label: \"a\") { s } l @stream(label: \"b\") n @stream }")]
    [InlineData("mutation { m { ... @defer { s } l @stream } }")]
    [InlineData("{ ... @defer(label: null) { s } ... @defer(label: null) { s } }")]
    [InlineData("subscription ($v: Boolean!) { q { ... @defer(if: $v) { s } ... @defer(if: false) { s } } }")]
    [InlineData("subscription ($v: Boolean!) { q { ... @defer @include(if: $v) { s } } }")]
    [InlineData("{ s @stream }", "INCREMENTAL_DIRECTIVE_MISPLACED 1:5")]
    [InlineData("mutation { ... @defer { m { s } } }", "INCREMENTAL_DIRECTIVE_MISPLACED 1:16")]
    [InlineData("mutation { l @stream }", "INCREMENTAL_DIRECTIVE_MISPLACED 1:14")]
    [InlineData("mutation { ...F @defer } fragment F on Mutation { l @stream }",
        "INCREMENTAL_DIRECTIVE_MISPLACED 1:17", "INCREMENTAL_DIRECTIVE_MISPLACED 1:53")]
    [InlineData("subscription { q { ...F } } fragment F on Query { ... @defer { s } }",
        "INCREMENTAL_DIRECTIVE_MISPLACED 1:55,1:20")]
    [InlineData("{ ... @defer(label: \"a\") { s } l @stream(label: \"a\") }", "INCREMENTAL_LABEL_INVALID 1:7,1:34")]
    [InlineData("query ($v: String) { ... @defer(label: $v) { s } }", "INCREMENTAL_LABEL_INVALID 1:26")]
    public void Directives_for_incremental_delivery_stand_where_they_may(string source, params string[] expected) =>
        Assert.Equal(expected.Order(), Errors(Schema, source).Order());

    [Fact]
    public void Without_their_definitions_they_are_unknown_and_no_more() => Assert.Equal(
        ["DIRECTIVE_UNKNOWN 1:5"],
        Errors(SchemaBuilder.BuildOrThrow(Parser.Parse(Types)), "{ s @stream(label: 1) }"));

    private static IEnumerable<string> Errors(GraphQLSchema schema, string source) =>
        DocumentValidator.Validate(schema, Parser.Parse(source)).Select(error =>
            $"{error.Code} {string.Join(',', error.Locations.Select(place => $"{place.Line}:{place.Column}"))}");
}

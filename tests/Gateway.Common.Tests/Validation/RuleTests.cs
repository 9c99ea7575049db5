using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation;

namespace Gateway.Common.Tests.Validation;

/// <summary>Every rule on one schema: what passes, and which code stands where.</summary>
public sealed class RuleTests
{
    private static readonly GraphQLSchema Schema = SchemaBuilder.BuildOrThrow(Parser.Parse("""
        directive @many repeatable on FIELD
        directive @once(a: Int!) on FIELD | QUERY | VARIABLE_DEFINITION
        type Query {
          f(a: Int, e: E, i: I, o: O, l: [Int!]): Query
          need(a: Int!): Int n: Node u: U s: String old: Int @deprecated
        }
        type Subscription { s: Int t: Int }
        interface Node { id: ID }
        type A implements Node { id: ID a: Int x: Int l: [Int] }
        type B implements Node { id: ID b: Int x: String l: Int }
        union U = A | B
        enum E { RED GREEN }
        input I { r: Int! i: I d: Int! = 1 }
        input O @oneOf { a: Int b: String }
        """));

    [Theory]
    [InlineData("{ s f(a: 1, e: RED, i: {r: 1}, o: {a: 1}, l: 1) { s } n { id ... on A { a } } u { __typename } }")]
    [InlineData("query Q($v: Int = 1) { need(a: $v) ...F } fragment F on Query { s @many @many }")]
    [InlineData("query Q($v: Int!) { f(l: [$v], o: {a: $v}) { s } }")]
    [InlineData("subscription { s ...F } fragment F on Subscription { s }")]
    [InlineData("{ n { ... on A { y: a } ... on B { y: b } } }")]
    [InlineData("{ __schema { types { name } } __type(name: \"A\") { name fields { type { fields { name } } } } }")]
    [InlineData("{ f { s } f { f { s } } f { f { s x: s } } }")]
    public void A_valid_document_has_no_errors(string source) => Check(source);

    [Theory]
    [InlineData("{ s } type T { a: Int }", "DEFINITION_NOT_EXECUTABLE 1:7")]
    [InlineData("mutation { a }", "OPERATION_TYPE_UNSUPPORTED 1:1")]
    [InlineData("query Q { s } query Q { s }", "OPERATION_NAME_DUPLICATED 1:7,1:21")]
    [InlineData("{ s } query Q { s }", "ANONYMOUS_OPERATION_NOT_ALONE 1:1")]
    [InlineData("subscription { s t }", "SUBSCRIPTION_ROOT_INVALID 1:18")]
    [InlineData("subscription { __typename }", "SUBSCRIPTION_ROOT_INVALID 1:16")]
    [InlineData("subscription { s @skip(if: true) }", "SUBSCRIPTION_ROOT_INVALID 1:18")]
    [InlineData("{ ... on Nope { s } }", "TYPE_UNKNOWN 1:10")]
    [InlineData("{ f { nope } }", "FIELD_UNKNOWN 1:7")]
    [InlineData("{ u { id } }", "FIELD_UNKNOWN 1:7")]
    [InlineData("{ s { a } }", "SELECTION_NOT_ALLOWED 1:5")]
    [InlineData("{ f }", "SELECTION_MISSING 1:3")]
    [InlineData("{ f(zz: 1) { s } }", "ARGUMENT_UNKNOWN 1:5")]
    [InlineData("{ f(a: 1, a: 2) { s } }", "ARGUMENT_DUPLICATED 1:5,1:11")]
    [InlineData("{ need s @once }", "ARGUMENT_MISSING 1:3", "ARGUMENT_MISSING 1:10")]
    [InlineData("{ ...F } fragment F on Query { s } fragment F on Query { s }", "FRAGMENT_NAME_DUPLICATED 1:19,1:45")]
    [InlineData("{ ...F } fragment F on E { s }", "FRAGMENT_TYPE_NOT_COMPOSITE 1:24")]
    [InlineData("{ s } fragment F on Query { s }", "FRAGMENT_UNUSED 1:7")]
    [InlineData("{ ...F }", "FRAGMENT_UNKNOWN 1:6")]
    [InlineData("{ ...F } fragment F on Query { f { ...G } } fragment G on Query { ...F }", "FRAGMENT_CYCLE 1:36,1:67")]
    [InlineData("{ ... on A { a } }", "FRAGMENT_SPREAD_IMPOSSIBLE 1:3")]
    [InlineData("{ f(a: \"x\", e: BLUE, l: [1, null]) { s } }", "VALUE_INVALID 1:8", "VALUE_INVALID 1:16",
        "VALUE_INVALID 1:29")]
    [InlineData("{ f(a: 2147483648) { s } }", "VALUE_INVALID 1:8")]
    [InlineData("{ f(i: {r: 1, zz: 2}) { s } }", "INPUT_FIELD_UNKNOWN 1:15")]
    [InlineData("{ f(i: {i: {r: 1}}) { s } }", "INPUT_FIELD_MISSING 1:8")]
    [InlineData("{ f(i: {r: 1, r: 2}) { s } }", "INPUT_FIELD_DUPLICATED 1:9,1:15")]
    [InlineData("{ f(o: {a: 1, b: \"\"}) { s } }", "ONE_OF_INVALID 1:8")]
    [InlineData("{ f(o: {a: null}) { s } }", "ONE_OF_INVALID 1:8")]
    [InlineData("query ($v: Int) { f(o: {a: $v}) { s } }", "ONE_OF_INVALID 1:24", "VARIABLE_TYPE_MISMATCH 1:8,1:28")]
    [InlineData("{ s @nope }", "DIRECTIVE_UNKNOWN 1:5")]
    [InlineData("{ ... @many { s } }", "DIRECTIVE_NOT_ALLOWED_HERE 1:7")]
    [InlineData("{ s @once(a: 1) @once(a: 1) }", "DIRECTIVE_DUPLICATED 1:5,1:17")]
    [InlineData("query ($a: Int, $a: Int) { f(a: $a) { s } }", "VARIABLE_DUPLICATED 1:9,1:18")]
    [InlineData("query ($a: Query) { f(a: $a) { s } }", "VARIABLE_TYPE_NOT_INPUT 1:12",
        "VARIABLE_TYPE_MISMATCH 1:8,1:26")]
    [InlineData("{ ...F } fragment F on Query { f(a: $a) { s } }", "VARIABLE_UNDEFINED 1:37,1:1")]
    [InlineData("query ($a: Int) { s }", "VARIABLE_UNUSED 1:8")]
    [InlineData("query ($a: Int) { need(a: $a) }", "VARIABLE_TYPE_MISMATCH 1:8,1:27")]
    [InlineData("query ($a: [Int]) { f(l: $a) { s } }", "VARIABLE_TYPE_MISMATCH 1:8,1:26")]
    [InlineData("{ x: s x: f { s } }", "FIELDS_CONFLICT 1:3,1:8")]
    [InlineData("{ f(a: 1) { s } f(a: 2) { s } }", "FIELDS_CONFLICT 1:3,1:17")]
    [InlineData("{ n { ... on A { x } ... on B { x } } }", "FIELDS_CONFLICT 1:18,1:33")]
    [InlineData("{ u { ... on A { l } ... on B { l } } }", "FIELDS_CONFLICT 1:18,1:33")]
    [InlineData("{ f { x: s } ...F } fragment F on Query { f { x: need(a: 1) } }", "FIELDS_CONFLICT 1:3,1:7,1:43,1:47")]
    [InlineData("{ __type(name: \"A\") { fields { type { fields { type { fields { name } } } } } } }",
        "INTROSPECTION_TOO_DEEP 1:3")]
    public void What_breaks_a_rule_is_reported_with_its_places(string source, params string[] expected) =>
        Check(source, expected);

    [Fact]
    public void Introspection_can_be_switched_off()
    {
        var options = new ValidationOptions { Introspection = false };
        Assert.Equal(["INTROSPECTION_DISABLED 1:3", "INTROSPECTION_DISABLED 1:14"],
            Errors("{ __schema { queryType { name } } s __typename }", options));
    }

    [Fact]
    public void A_tool_may_ask_for_what_is_deprecated() =>
        Assert.Equal(["ELEMENT_DEPRECATED 1:3"], Errors("{ old }", new ValidationOptions { Rules = ["NoDeprecated"] }));

    [Fact]
    public void Errors_stop_at_their_bound() =>
        Assert.Equal(2, Errors("{ a b c d e f g }", new ValidationOptions { ErrorsMax = 2 }).Count());

    [Fact]
    public void Suggestions_are_made_only_where_they_are_allowed()
    {
        var document = Parser.Parse("{ nee }");
        var closed = DocumentValidator.Validate(Schema, document);
        Assert.DoesNotContain("need", closed[0].Message, StringComparison.Ordinal);
        var open = DocumentValidator.Validate(Schema, document, new ValidationOptions { Suggestions = true });
        Assert.Contains("Did you mean \"need\"", open[0].Message, StringComparison.Ordinal);
    }

    private static void Check(string source, params string[] expected) =>
        Assert.Equal(expected.Order(), Errors(source, ValidationOptions.Default).Order());

    private static IEnumerable<string> Errors(string source, ValidationOptions options) =>
        DocumentValidator.Validate(Schema, Parser.Parse(source), options).Select(error =>
            $"{error.Code} {string.Join(',', error.Locations.Select(place => $"{place.Line}:{place.Column}"))}");
}

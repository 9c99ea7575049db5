using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation;

namespace Gateway.Common.Tests.Validation;

/// <summary>What operations are estimated to cost, by the weights and sizes of their schema.</summary>
public sealed class OperationCostTests
{
    private static readonly GraphQLSchema Schema = SchemaBuilder.BuildOrThrow(
        Parser.Parse("""
            type Query {
              one: Item
              items(first: Int = 3): [Item!]! @listSize(slicingArguments: ["first"])
              either(first: Int, last: Int): [Item] @listSize(slicingArguments: ["first", "last"], assumedSize: 4,
                requireOneSlicingArgument: false)
              strict(first: Int, last: Int): [Item] @listSize(slicingArguments: ["first", "last"], assumedSize: 4)
              page(input: PageInput): Page @listSize(slicingArguments: ["input.slice.first"],
                sizedFields: ["nodes", "info.edges"], requireOneSlicingArgument: false)
              byIds(ids: [ID!]!): [Item] @listSize(slicingArguments: ["ids"])
              plain: [Item]
              matrix: [[Item]]
              names: [String]
              dear: Item @cost(weight: 5)
              dearList: [Item] @cost(weight: "2.5") @listSize(assumedSize: 4)
              heavy: Heavy
              secret: Priced
              node: Node
              any: Any
              filter(by: Filter): String
              search(term: String @cost(weight: 3)): String @cost(weight: 2)
            }
            type Mutation { change: Item }
            input PageInput { slice: Slice = { first: 6 } }
            input Slice { first: Int = 5 }
            input Filter { regex: String @cost(weight: 7) inner: Filter all: [Filter] }
            type Page { nodes: [Item] info: Info total: Int }
            type Info { edges: [Item] other: [Item] }
            type Item { id: ID item: Item items(first: Int): [Item] @listSize(slicingArguments: ["first"],
              requireOneSlicingArgument: false) }
            type Heavy @cost(weight: 9) { id: ID items: [Item] }
            scalar Priced @cost(weight: 4)
            interface Node { id: ID list: [Item] }
            type A implements Node { id: ID list: [Item] @listSize(assumedSize: 20) a: Item }
            type B implements Node { id: ID list: [Item] @cost(weight: 2) b: Item b2: Item }
            union Any = A | B
            """),
        SchemaBuildOptions.SourceSchema);

    [Theory]
    [InlineData("{ one { id } }", 1)]
    [InlineData("{ one { id item { item { id } } } }", 3)]
    [InlineData("{ one { id } one { item { id } } }", 2)]
    [InlineData("{ one { id } other: one { item { id } } }", 3)]
    [InlineData("{ ...F ...F } fragment F on Query { one { id } }", 1)]
    [InlineData("{ items { id } }", 3)]
    [InlineData("{ items(first: 8) { id } }", 8)]
    [InlineData("{ items(first: -8) { id } }", 0)]
    [InlineData("{ items(first: 8) { items(first: 2) { id item { id } } } }", 8 * (1 + (2 * 2)))]
    [InlineData("{ items(first: 2147483647) { items(first: 2147483647) { id } } }", 1e15)]
    [InlineData("{ either(first: null) { id } }", 4)]
    [InlineData("{ either { id } }", 4)]
    [InlineData("{ either(first: 6) { id } }", 6)]
    [InlineData("{ either(first: 6, last: 9) { id } }", 9)]
    [InlineData("{ page { nodes { id } total } }", 1 + 10)]
    [InlineData("{ page(input: {}) { nodes { id } } }", 1 + 6)]
    [InlineData("{ page(input: {slice: {}}) { nodes { id } } }", 1 + 5)]
    [InlineData(
        "{ page(input: {slice: {first: 2}}) { nodes { id } info { edges { id } other { id } } } }", 1 + 2 + 1 + 2 + 10)]
    [InlineData("{ byIds(ids: [1, 2, 3]) { id } }", 3)]
    [InlineData("{ byIds(ids: 1) { id } }", 1)]
    [InlineData("{ plain { id } }", 10)]
    [InlineData("{ matrix { id } }", 100)]
    [InlineData("{ names }", 0)]
    [InlineData("{ dear { id } }", 5)]
    [InlineData("{ dearList { item { id } } }", 4 * 3.5)]
    [InlineData("{ heavy { id } }", 9)]
    [InlineData("{ secret }", 4)]
    [InlineData("{ search }", 2)]
    [InlineData("{ search(term: \"x\") }", 5)]
    [InlineData("{ filter(by: {regex: \"x\", inner: {regex: \"y\"}, all: [{regex: \"z\"}, {}]}) }", 21)]
    [InlineData("{ node { id ... on A { a { id } } ... on B { b { id } b2 { id } } } }", 1 + 2)]
    [InlineData("{ node { list { id } } }", 1 + 40)]
    [InlineData("{ any { ... on Node { id } ... on A { a { id } } } }", 2)]
    [InlineData("{ any { ... on A { ... on Node { list { id } } } } }", 1 + 20)]
    [InlineData("{ one @skip(if: true) { id } dear @include(if: true) { id } }", 5)]
    [InlineData("mutation { change { id } }", 1)]
    [InlineData("{ __typename __schema { types { name fields { name } } } }", 3)]
    [InlineData("{ __type(name: \"A\") { name } }", 1)]
    public void Literals_are_counted_when_the_operation_is_compiled(string source, double expected)
    {
        var (cost, _) = Compile(source);
        Assert.True(cost.IsConstant);
        Assert.Empty(cost.Errors);
        Assert.Equal(expected, cost.Evaluate(VariableValues.Empty));
    }

    [Theory]
    [InlineData("query ($n: Int) { items(first: $n) { id } }", "{}", 3)]
    [InlineData("query ($n: Int) { items(first: $n) { id } }", """{"n":null}""", 10)]
    [InlineData("query ($n: Int) { items(first: $n) { id } }", """{"n":50}""", 50)]
    [InlineData("query ($n: Int) { items(first: $n) { id } }", """{"n":-1}""", 0)]
    [InlineData("query ($n: Int = 7) { items(first: $n) { id } }", "{}", 7)]
    [InlineData("query ($n: Int) { items(first: $n) { items(first: $n) { id } } }", """{"n":5}""", 5 + 25)]
    [InlineData("query ($n: Int, $m: Int) { either(first: $n, last: $m) { id } }", """{"m":6}""", 6)]
    [InlineData("query ($n: Int, $m: Int) { either(first: $n, last: $m) { id } }", "{}", 4)]
    [InlineData("query ($p: PageInput) { page(input: $p) { nodes { id } } }", """{"p":{"slice":{"first":2}}}""", 3)]
    [InlineData("query ($p: PageInput) { page(input: $p) { nodes { id } } }", """{"p":{"slice":{}}}""", 6)]
    [InlineData("query ($p: PageInput) { page(input: $p) { nodes { id } } }", """{"p":{}}""", 7)]
    [InlineData("query ($p: PageInput) { page(input: $p) { nodes { id } } }", """{"p":null}""", 11)]
    [InlineData("query ($s: Slice) { page(input: {slice: $s}) { nodes { id } } }", """{"s":{"first":30}}""", 31)]
    [InlineData("query ($n: Int) { page(input: {slice: {first: $n}}) { nodes { id } } }", """{"n":4}""", 5)]
    [InlineData("query ($i: [ID!]!) { byIds(ids: $i) { id } }", """{"i":["a","b","c","d"]}""", 4)]
    [InlineData("query ($f: Filter) { filter(by: $f) }",
        """{"f":{"regex":"x","all":[{"regex":"y"},{"inner":{"regex":"z"}}]}}""", 21)]
    [InlineData("query ($f: Filter) { filter(by: $f) }", """{"f":null}""", 0)]
    [InlineData("query ($f: Filter) { filter(by: {inner: $f, regex: \"x\"}) }", """{"f":{"regex":"y"}}""", 14)]
    [InlineData("query ($t: String) { search(term: $t) }", "{}", 2)]
    [InlineData("query ($t: String) { search(term: $t) }", """{"t":"x"}""", 5)]
    [InlineData("query ($c: Boolean!) { one @include(if: $c) { id } dear @skip(if: $c) { id } }", """{"c":true}""", 1)]
    [InlineData("query ($c: Boolean!) { one @include(if: $c) { id } dear @skip(if: $c) { id } }", """{"c":false}""", 5)]
    [InlineData("query ($c: Boolean!) { any { ...F @include(if: $c) } } fragment F on A { a { id } }",
        """{"c":true}""", 2)]
    public void Variables_are_counted_by_their_values(string source, string json, double expected)
    {
        var (cost, variables) = Compile(source);
        Assert.False(cost.IsConstant);
        Assert.True(VariableCoercion.TryCoerce(
            variables, Encoding.UTF8.GetBytes(json), out var values, out var errors), string.Join('\n', errors));
        using (values)
        {
            Assert.Equal(expected, cost.Evaluate(values));
            var before = GC.GetAllocatedBytesForCurrentThread();
            cost.Evaluate(values);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Theory]
    [InlineData("{ strict { id } }", 1)]
    [InlineData("{ strict(first: 1, last: 1) { id } }", 1)]
    [InlineData("{ strict(first: null) { id } }", 1)]
    [InlineData("query ($n: Int) { strict(first: $n) { id } }", 0)]
    [InlineData("{ strict(last: 2) { id } items { id } }", 0)]
    public void A_list_may_ask_for_exactly_one_slicing_argument(string source, int errors)
    {
        var (cost, _) = Compile(source);
        Assert.Equal(Enumerable.Repeat("SLICING_ARGUMENT_INVALID", errors), cost.Errors.Select(error => error.Code));
    }

    private static (OperationCost Cost, VariableSet Variables) Compile(string source)
    {
        var document = Parser.Parse(source);
        Assert.Empty(DocumentValidator.Validate(Schema, document));
        var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
        var variables = VariableSet.Compile(operation, Schema);
        return (OperationCost.Compile(Schema, document, operation, variables), variables);
    }
}

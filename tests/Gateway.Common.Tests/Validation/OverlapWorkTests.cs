using System.Globalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation;

namespace Gateway.Common.Tests.Validation;

/// <summary>Twice the document is about twice the work: counted, not timed.</summary>
public sealed class OverlapWorkTests
{
    private const double GrowthMax = 2.5;

    private static readonly GraphQLSchema Schema = SchemaBuilder.BuildOrThrow(Parser.Parse("""
        type Query { f(a: Int, i: I): Query g: String n: Node list: [Query] }
        interface Node { id: ID x: Node }
        type A implements Node { id: ID x: A }
        type B implements Node { id: ID x: B }
        input I { a: Int i: I l: [I] }
        """));

    private static readonly ValidationOptions Generous = new() { WorkMax = int.MaxValue };

    /// <summary>Valid documents of a size, <c>#</c> being the index.</summary>
    [Theory]
    [InlineData("{ ", "g ", "}")]
    [InlineData("{ ", "a#: g ", "}")]
    [InlineData("{ ", "f(a: 1, i: {a: 1, l: [{a: 2}]}) { g } ", "}")]
    [InlineData("{ ", "f { f { f { g } } } ", "}")]
    [InlineData("{ ", "a#: f { f { g } f { g } } ", "}")]
    [InlineData("{ ", "n { ... on A { x { id } } ... on B { x { id } } } ", "}")]
    [InlineData("{ n { ", "... on A { x { x { id } } } ... on B { x { x { id } } } ", "} }")]
    [InlineData("{ ", "...F ", "} fragment F on Query { f { g } g }")]
    [InlineData("{ ", "f { ...F } ", "} fragment F on Query { f { g f { g } } g }")]
    [InlineData("{ ", "a#: f { ...F } ", "} fragment F on Query { f { g f { g } } g }")]
    [InlineData("{ ", "... { g f { g } } ", "}")]
    [InlineData("query (", "$v#: Int ", ") { g }")]
    [InlineData("{ f(i: {l: [", "{a: 1, i: {a: 2}} ", "]}) { g } }")]
    [InlineData("{ g } ", "fragment F# on Query { g } ", "")]
    [InlineData("query A { g } ", "query Q# { f { g } } ", "")]
    public void The_work_grows_with_the_document(string before, string item, string after)
    {
        const int Count = 400;

        var (small, large) = (Work(before, item, after, Count), Work(before, item, after, 2 * Count));

        Assert.True(small > Count);
        Assert.True(large <= GrowthMax * small, $"{small} → {large}");
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(50_000)]
    public void No_rule_takes_more_than_the_budget(int budget)
    {
        string[] sources =
        [
            $"{{ {Items("f(a: #) { g } ", 5_000)} }}",
            $"{{ f(i: {{{Items("a: 1 ", 5_000)}}}) {{ g }} }}",
            $"query ({Items("$v#: Int ", 5_000)}) {{ g }}",
            $"{{ ...F0 }} {Items("fragment F# on Query { g ...F0 } ", 5_000)}",
            $"{{ {Items("...F# ", 1_000)} }} {Items("fragment F# on Query { f { f { g } } } ", 1_000)}",
            Items("query Q# { ...F0 } ", 500) + Items("fragment F# on Query { g } ", 500),
            $"{{ {Items("...F# ", 500)} }} {Items("fragment F# on Query { x: f(a: #) { g } } ", 500)}",
        ];
        foreach (var source in sources)
        {
            var (_, work) = DocumentValidator.Measure(
                Schema, Parser.Parse(source), new ValidationOptions { WorkMax = budget, ErrorsMax = 1_000 });
            Assert.InRange(work, 1, budget);
        }
    }

    private static int Work(string before, string item, string after, int count) => DocumentValidator.Measure(
        Schema, Parser.Parse(before + Items(item, count) + after), Generous).Work;

    private static string Items(string item, int count) => string.Concat(Enumerable.Range(0, count).Select(
        index => item.Replace("#", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
}

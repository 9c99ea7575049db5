using Gateway.Common.Language;
using Gateway.Common.Validation;

namespace Gateway.Common.Tests.Validation;

public sealed class DocumentLimitTests
{
    [Fact]
    public void At_the_limit_passes_and_one_past_is_refused()
    {
        CheckEdge(10, Nested, ValidationCodes.DepthLimitExceeded);
        CheckEdge(20, count => $"{{ o {{ {Repeat(count, index => $"a{index}: f")} }} }}",
            ValidationCodes.AliasLimitExceeded);
        CheckEdge(20, count => $"{{ o {{ {Repeat(count, index => $"a{index}: __typename")} }} }}",
            ValidationCodes.AliasLimitExceeded);
        CheckEdge(15, count => $"{{ {Repeat(count, index => $"f{index}")} }}", ValidationCodes.RootFieldLimitExceeded);
        CheckEdge(50, count => $"{{ o {{ {Repeat(count, index => $"f{index} @d")} }} }}",
            ValidationCodes.DirectiveLimitExceeded);
        CheckEdge(4, count => $"{{ f {Repeat(count, _ => "@d")} }}", ValidationCodes.DirectiveLocationLimitExceeded);
        CheckEdge(5_000, count => $"{{ o {{ {Repeat(count - 1, index => $"f{index}")} }} }}",
            ValidationCodes.FieldLimitExceeded);
    }

    [Theory]
    [InlineData("{ ...F } fragment F on Q { a1: f }", 1, 1, 1)]
    [InlineData("{ a { ...F } b { ...F } } fragment F on Q { x: f { g } }", 3, 6, 2)]
    [InlineData("{ ... on Q { ... { f } } }", 1, 1, 0)]
    [InlineData("{ __schema { types { name } } }", 3, 3, 0)]
    [InlineData("{ ...__schema } fragment __schema on Q { f { g } }", 2, 2, 0)]
    [InlineData("{ ...F } fragment F on Q { f { ...F } }", 1, 1, 0)]
    [InlineData("{ ...Missing }", 0, 0, 0)]
    public void Fragments_count_where_they_are_spread(string source, long depth, long fields, long aliases)
    {
        var document = Parser.Parse(source);
        var size = new DocumentMeter(document).Measure((OperationDefinitionNode)document.Definitions[0]);
        Assert.Equal((depth, fields, aliases), (size.Depth, size.Fields, size.Aliases));
    }

    [Fact]
    public void Exponential_fragments_are_measured_without_being_opened()
    {
        var fragments = Repeat(
            200, index => $"fragment F{index} on Q {{ a {{ ...F{index + 1} }} b {{ ...F{index + 1} }} }}");
        Check($"{{ ...F0 }} {fragments} fragment F200 on Q {{ f }}",
            ValidationCodes.DepthLimitExceeded, ValidationCodes.FieldLimitExceeded);
    }

    [Fact]
    public void A_chain_of_fragments_longer_than_the_stack_is_refused()
    {
        var fragments = Repeat(200_000, index => $"fragment F{index} on Q {{ ...F{index + 1} }}\n");
        Check($"{{ ...F0 }} {fragments}", ValidationCodes.DepthLimitExceeded, ValidationCodes.FieldLimitExceeded);
    }

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{ f ", depth)) + string.Concat(Enumerable.Repeat("}", depth));

    private static string Repeat(int count, Func<int, string> item) =>
        string.Join(' ', Enumerable.Range(0, count).Select(item));

    private static void CheckEdge(int limit, Func<int, string> document, string code)
    {
        Check(document(limit));
        Check(document(limit + 1), code);
    }

    private static void Check(string source, params string[] expectedCodes) =>
        Assert.Equal(expectedCodes, DocumentLimits.Default.Check(Parser.Parse(source)).Select(error => error.Code));
}

using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation;

namespace Gateway.Common.Tests.Validation;

/// <summary>Documents made to cost their square or worse: each is judged within the work budget.</summary>
public sealed class HostileDocumentTests
{
    private const int Many = 10_000;

    private static readonly GraphQLSchema Schema = SchemaBuilder.BuildOrThrow(Parser.Parse("""
        type Query { f(a: Int, i: I): Query g: String n: Node list: [Query] }
        interface Node { id: ID x: Node }
        type A implements Node { id: ID x: A }
        type B implements Node { id: ID x: B }
        input I { a: Int i: I l: [I] }
        """));

    private static readonly ParserOptions Trusting = new() { DepthMax = ParserOptions.DepthCeiling };

    public static TheoryData<string, string, string?> Documents => new()
    {
        { "aliases", $"{{ {Repeat(Many, index => $"a{index}: g")} }}", null },
        { "one field again and again", $"{{ {Repeat(Many, _ => "g")} }}", null },
        { "one field with selections again and again", $"{{ {Repeat(Many, _ => "f { g }")} }}", null },
        { "repeated fields that conflict", $"{{ {Repeat(Many, index => $"x: f(a: {index}) {{ g }}")} }}",
            ValidationCodes.FieldsConflict },
        { "exponential fragments", "{ ...F0 } " + Chain(300, "a: f { ...F# } b: f { ...F# }", "g"), null },
        { "exponential fragments by twos", "{ ...F0 } " + Chain(300, "a: f { ...F# ...F## } b: f { ...F## }", "g"),
            ValidationCodes.ValidationBudgetExceeded },
        { "quadratic overlaps",
            $"{{ {Repeat(1_000, _ => "n { ... on A { x { id } } ... on B { x { id } } }")} }}", null },
        { "a long chain of fragments", "{ ...F0 } " + Chain(Many, "g ...F#", "g"),
            ValidationCodes.ValidationBudgetExceeded },
        { "a chain of fragments in a cycle", "{ ...F0 } " + Chain(1_000, "f { ...F# }", "f { ...F0 }"),
            ValidationCodes.FragmentCycle },
        { "many operations over many fragments",
            Repeat(500, index => $"query Q{index} {{ ...F0 }}") + " " + Chain(2_000, "...F#", "g"),
            ValidationCodes.ValidationBudgetExceeded },
        { "nested values", "{ f(i: " + Nest(400, "{ i: ", "}") + ") { g } }", null },
        { "nested lists", "{ f(i: {l: " + Nest(400, "[", "]") + "}) { g } }", ValidationCodes.ValueInvalid },
        { "many unknown fields", $"{{ {Repeat(Many, index => $"u{index}")} }}", ValidationCodes.FieldUnknown },
        { "many variables", $"query ({Repeat(Many, index => $"$v{index}: Int")}) {{ g }}",
            ValidationCodes.VariableUnused },
        { "many arguments", $"{{ f({Repeat(Many, _ => "a: 1")}) {{ g }} }}", ValidationCodes.ArgumentDuplicated },
        { "many input fields", $"{{ f(i: {{ {Repeat(Many, _ => "a: 1")} }}) {{ g }} }}",
            ValidationCodes.InputFieldDuplicated },
        { "deep introspection by fragments", "{ __schema { types { ...F0 } } } " + ChainOn("__Type", 200,
            "fields { type { ...F# } } interfaces { ...F# }", "name"), ValidationCodes.IntrospectionTooDeep },
        { "deep fields", Nest(ParserOptions.DepthCeiling - 2, "{ f ", "}", "{ g }"), null },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_document_is_judged(string what, string source, string? code)
    {
        var errors = DocumentValidator.Validate(Schema, Parser.Parse(source, Trusting));
        var first = errors.Count == 0 ? null : errors[0];
        Assert.True(code == first?.Code, $"{what}: {first}");
        Assert.True(errors.Count <= ValidationOptions.Default.ErrorsMax);
    }

    private static string Chain(int count, string body, string last) => ChainOn("Query", count, body, last);

    /// <summary>Fragments each of which spreads the next (<c>#</c>) and the one after (<c>##</c>).</summary>
    private static string ChainOn(string type, int count, string body, string last)
    {
        var fragments = Repeat(count, index =>
        {
            var spreads = body
                .Replace("##", $"{Math.Min(index + 2, count)}", StringComparison.Ordinal)
                .Replace("#", $"{index + 1}", StringComparison.Ordinal);
            return $"fragment F{index} on {type} {{ {spreads} }}";
        });
        return $"{fragments} fragment F{count} on {type} {{ {last} }}";
    }

    private static string Nest(int depth, string open, string close, string inner = "") =>
        string.Concat(Enumerable.Repeat(open, depth))
        + (inner.Length == 0 && open.Contains(':', StringComparison.Ordinal) ? "{}" : inner)
        + string.Concat(Enumerable.Repeat(close, depth));

    private static string Repeat(int count, Func<int, string> item) =>
        string.Join(' ', Enumerable.Range(0, count).Select(item));
}

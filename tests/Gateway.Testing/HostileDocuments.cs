using System.Globalization;

namespace Gateway.Testing;

/// <summary>A request that nobody sends by mistake.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Document">Its text.</param>
/// <param name="Variables">A JSON object; empty for none.</param>
/// <param name="IsOpen">Whether it meets the wide limits of open access; else the defaults.</param>
/// <param name="Code">Why it is refused.</param>
public sealed record HostileDocument(string Name, string Document, string Variables, bool IsOpen, string Code);

/// <summary>Requests made to cost more than they should, for one small schema: for tests and for measuring.</summary>
public static class HostileDocuments
{
    /// <summary>Bytes that each may take of the heap until it is refused.</summary>
    public const long AllocatedBytesMax = 20L << 20;

    public const string Sdl = """
        directive @mark(n: Any) repeatable on FIELD | INLINE_FRAGMENT | FRAGMENT_SPREAD | QUERY | VARIABLE_DEFINITION
        scalar Any
        type Query {
          s: String
          q: Query
          f(i: I, a: Int, any: Any): Query
          list(first: Int): [Query] @listSize(slicingArguments: ["first"])
          ints(of: [Int]): Int
          n: Node
        }
        interface Node { id: ID x: Node }
        type A implements Node { id: ID x: A }
        type B implements Node { id: ID x: B }
        input I { a: Int i: I l: [I] big: Big }
        input Big { text: String = "----------------------------------------------------------------" }
        """;

    private const int Megabyte = 1 << 20;
    private const int UnderTheBodyLimit = 250 * 1024;
    private const int Many = 10_000;

    /// <summary>Ten ways to nest: what comes before, what is repeated.</summary>
    private static readonly (string Name, string Before, string Step)[] Shapes =
    [
        ("selection sets", "", "{q"),
        ("bare braces in fields", "{q", "{q "),
        ("inline fragments", "{", "...{"),
        ("inline fragments on a type", "{", "...on Query{"),
        ("lists in arguments", "{f(any:", "["),
        ("objects in arguments", "{f(i:", "{i:"),
        ("lists and objects by turns", "{f(any:", "[{a:"),
        ("list types of variables", "query($v:", "["),
        ("defaults of variables", "query($v:Any=", "["),
        ("values of directives", "{s@mark(n:", "[{n:"),
    ];

    public static IReadOnlyList<HostileDocument> All { get; } = [.. Nested(), .. Flat(), .. Fragments(), .. Values()];

    private static IEnumerable<HostileDocument> Nested()
    {
        foreach (var (name, before, step) in Shapes)
        {
            var large = before + Repeat(step, Megabyte / step.Length);
            yield return new($"1 MB of {name}", large, "", false, "DOCUMENT_TOO_LARGE");
            yield return new($"1 MB of {name}", large, "", true, "NESTING_LIMIT_EXCEEDED");
            var small = before + Repeat(step, UnderTheBodyLimit / step.Length);
            yield return new($"250 KB of {name}", small, "", false, "NESTING_LIMIT_EXCEEDED");
        }
    }

    private static IEnumerable<HostileDocument> Flat() =>
    [
        new("10,000 aliases", $"{{ q {{ {Each(Many + 1, n => $"a{n}: s")} }} }}", "", false, "TOKEN_LIMIT_EXCEEDED"),
        new("10,000 aliases", $"{{ q {{ {Each(Many + 1, n => $"a{n}: s")} }} }}", "", true, "ALIAS_LIMIT_EXCEEDED"),
        new("10,000 aliases of __typename", $"{{ q {{ {Each(Many + 1, n => $"a{n}: __typename")} }} }}", "", true,
            "ALIAS_LIMIT_EXCEEDED"),
        new("10,000 root fields", $"{{ {Repeat("s ", Many + 1)} }}", "", true, "ROOT_FIELD_LIMIT_EXCEEDED"),
        new("1 MB of fields", $"{{ {Repeat("s ", Megabyte / 2)} }}", "", true, "TOKEN_LIMIT_EXCEEDED"),
        new("250 KB of commas", "{" + new string(',', UnderTheBodyLimit) + "}", "", false, "GRAPHQL_PARSE_FAILED"),
        new("1 MB of a comment", "{ s } #" + new string('-', Megabyte), "", false, "DOCUMENT_TOO_LARGE"),
        new("250 KB of a string",
            "{ f(any: \"" + new string('-', UnderTheBodyLimit), "", false, "GRAPHQL_PARSE_FAILED"),
        new("250 KB of a name", "{ " + new string('a', UnderTheBodyLimit) + " }", "", false, "FIELD_UNKNOWN"),
        new("250 KB of blank lines in a block string",
            "{ f(any: \"\"\"" + Repeat("\n ", UnderTheBodyLimit / 2) + "\"\"\") { nope } }",
            "", false, "FIELD_UNKNOWN"),
        new("250 KB of unicode escapes",
            "{ f(any: \"" + Repeat("\\u{D83D}", UnderTheBodyLimit / 8) + "\") }", "", false,
            "GRAPHQL_PARSE_FAILED"),
        new("a flood of directives", "{ s " + Repeat("@mark ", Many) + "}", "", false, "DIRECTIVE_LIMIT_EXCEEDED"),
        new("a flood of directives", "{ s " + Repeat("@mark ", Many) + "}", "", true, "DIRECTIVE_LIMIT_EXCEEDED"),
        new("directives in one place",
            "{ s " + Repeat("@mark ", 5) + "}", "", false, "DIRECTIVE_LOCATION_LIMIT_EXCEEDED"),
        new("directives in one place",
            "{ s " + Repeat("@mark ", 101) + "}", "", true, "DIRECTIVE_LOCATION_LIMIT_EXCEEDED"),
        new("unknown directives", "{ s " + Repeat("@aa ", 4) + "}", "", false, "DIRECTIVE_UNKNOWN"),
        new("unknown fields", $"{{ q {{ {Each(900, n => $"u{n}")} }} }}", "", false, "FIELD_UNKNOWN"),
        new("unknown fields", $"{{ q {{ {Each(Many, n => $"u{n}")} }} }}", "", true, "FIELD_UNKNOWN"),
        new("many operations", Each(Many, n => $"query Q{n} {{ s }}"), "", true, "OPERATION_UNKNOWN"),
        new("one argument again and again",
            $"{{ f({Repeat("a: 1 ", Many)}) {{ s }} }}", "", true, "ARGUMENT_DUPLICATED"),
        new("one input field again and again", $"{{ f(i: {{ {Repeat("a: 1 ", Many)} }}) {{ s }} }}", "", true,
            "INPUT_FIELD_DUPLICATED"),
        new("many variables", $"query ({Each(Many, n => $"$v{n}: Int")}) {{ s }}", "", true, "VARIABLE_UNUSED"),
        new("introspection in circles",
            "{ __schema { types { fields { type { fields { type { fields { type { fields { type "
            + "{ name } } } } } } } } } } }", "", true, "INTROSPECTION_TOO_DEEP"),
        new("introspection", "{ __schema { types { name } } }", "", false, "INTROSPECTION_DISABLED"),
    ];

    private static IEnumerable<HostileDocument> Fragments() =>
    [
        new("fragments that double, 30 times", "{ q { ...F0 } }" + Chain(30, "...F# ...F#", "s"), "", false,
            "FIELD_LIMIT_EXCEEDED"),
        new("fragments that double, 30 times", "{ q { ...F0 } }" + Chain(30, "...F# ...F#", "s"), "", true,
            "FIELD_LIMIT_EXCEEDED"),
        new("fragments that double below fields",
            "{ ...F0 }" + Chain(300, "a: q { ...F# } b: q { ...F# }", "s"), "", true,
            "DEPTH_LIMIT_EXCEEDED"),
        new("fragments that treble by aliases", "{ ...F0 }"
            + Chain(9, "a: q { ...F# } b: q { ...F# } c: q { ...F# }", "s"), "", false, "ALIAS_LIMIT_EXCEEDED"),
        new("a chain of fragments", "{ ...F0 }" + Chain(7_000, "s ...F#", "s"), "", true, "DEPTH_LIMIT_EXCEEDED"),
        new("fragments in a circle", "{ ...F0 }" + Chain(900, "s ...F#", "s ...F0"), "", true, "FRAGMENT_CYCLE"),
        new("unused fragments", "{ s }" + Chain(100, "s", "s"), "", false, "FRAGMENT_UNUSED"),
        new("operations over one chain of fragments",
            Each(500, n => $"query Q{n} {{ ...F0 }}") + Chain(900, "...F#", "s"),
            "", true, "VALIDATION_BUDGET_EXCEEDED"),
        new("overlaps that conflict", $"{{ q {{ {Each(Many, n => $"f(a: {n}) {{ s }}")} }} }}", "", true,
            "FIELDS_CONFLICT"),
        new("overlaps that conflict", $"{{ q {{ {Each(200, n => $"f(a: {n}) {{ s }}")} }} }}", "", false,
            "FIELDS_CONFLICT"),
        new("overlaps of two types that conflict at last",
            $"{{ q {{ {Each(2_000, _ => "n { ... on A { x { id } } ... on B { x { id } } }")} n: s }} }}", "", true,
            "FIELDS_CONFLICT"),
        new("overlaps below overlaps", "{ q { " + Repeat("q { q { q { f(a: 1) { s } } } } ", 1_500)
            + "q { q { q { f(a: 2) { s } } } } } }", "", true, "FIELDS_CONFLICT"),
        new("fragments that overlap with each other", "{ q { " + Each(700, n => $"...P{n}") + " } }"
            + Each(700, n => $" fragment P{n} on Query {{ f(a: {n}) {{ s }} }}"), "", true, "FIELDS_CONFLICT"),
    ];

    private static IEnumerable<HostileDocument> Values() =>
    [
        new("lists of lists of lists",
            "{ list(first: 1000) { list(first: 1000) { list(first: 1000) { s } } } }", "", false,
            "COST_LIMIT_EXCEEDED"),
        new("lists by a variable",
            "query ($n: Int) { list(first: $n) { list(first: $n) { s } } }", """{"n":2147483647}""",
            false, "COST_LIMIT_EXCEEDED"),
        new("1 MB of nested variables", AnyVariable, """{"v":""" + Repeat("[", Megabyte), false, "VARIABLES_TOO_LARGE"),
        new("60 KB of nested lists", AnyVariable, """{"v":""" + Repeat("[", 60 * 1024), false, "VARIABLES_TOO_DEEP"),
        new("60 KB of nested objects", AnyVariable, """{"v":""" + Repeat("""{"i":""", 10 * 1024), false,
            "VARIABLES_TOO_DEEP"),
        new("nested input objects",
            "query ($v: I) { f(i: $v) { s } }", """{"v":""" + Repeat("""{"i":""", 10 * 1024), false,
            "VARIABLES_TOO_DEEP"),
        new("one variable again and again", AnyVariable, "{" + Each(6_000, _ => "\"v\":1,") + "\"v\":1}", false,
            "VARIABLE_INVALID"),
        new("wrong values without end", "query ($v: [Int]) { ints(of: $v) }",
            "{\"v\":[" + Repeat("\"\",", 20_000) + "1]}", false, "VARIABLE_INVALID"),
        new("unknown input fields", "query ($v: I) { f(i: $v) { s } }",
            "{\"v\":{" + Each(5_000, n => $"\"u{n}\":1,") + "\"a\":1}}", false, "VARIABLE_INVALID"),
        new("defaults that grow", "query ($v: I) { f(i: $v) { s } }",
            "{\"v\":{\"l\":[" + Repeat("{\"big\":{}},", 80_000) + "{}]}}", true, "VARIABLES_TOO_LARGE"),
        new("variables that are no JSON", AnyVariable, new string('{', 60 * 1024), false, "VARIABLES_MALFORMED"),
        new("a number without end", AnyVariable, "{\"v\":" + new string('9', 60 * 1024), false, "VARIABLES_MALFORMED"),
    ];

    private const string AnyVariable = "query ($v: Any) { f(any: $v) { s } }";

    /// <summary>Fragments each of which spreads the next one, <c>#</c>.</summary>
    private static string Chain(int count, string body, string last) =>
        Each(count, n => $" fragment F{n} on Query {{ {body.Replace(
            "#", (n + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)} }}")
        + $" fragment F{count} on Query {{ {last} }}";

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Each(int count, Func<int, string> text) =>
        string.Join(' ', Enumerable.Range(0, count).Select(text));
}

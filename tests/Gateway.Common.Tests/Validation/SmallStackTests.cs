using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation;

namespace Gateway.Common.Tests.Validation;

/// <summary>
/// The deepest documents that requests may be, judged on a stack of 256 KB, and the deepest that are parsed at all,
/// on the smallest that threads have.
/// </summary>
public sealed class SmallStackTests
{
    private const int RequestDepth = 100;
    private const int RequestStackBytes = 256 * 1024;
    private const int SmallestStackBytes = 1 << 20;

    private static readonly GraphQLSchema Schema = SchemaBuilder.BuildOrThrow(Parser.Parse("""
        directive @d(i: I) on FIELD | INLINE_FRAGMENT
        scalar Any
        type Query { f(i: I, any: Any): Query l: [Query!] n: Node g: String }
        interface Node { n: Node id: ID }
        type A implements Node { n: A id: ID }
        input I { a: Int i: I l: [I] any: Any }
        """));

    /// <summary>Start, what repeats, the innermost, what closes each level, the end.</summary>
    public static TheoryData<string, string, string, string, string> Operations => new()
    {
        { "", "{f", "{g}", "}", "" },
        { "", "{x:f(i:{a:1}) @d(i:{a:1})", "{g}", "}", "" },
        { "", "{... @d", "{g}", "}", "" },
        { "", "{...on Query", "{g}", "}", "" },
        { "{n", "{...on Node{n", "{id}", "}}", "}" },
        { "{f(i:", "{i:", "{a:1}", "}", "){g}}" },
        { "{f(i:{l:", "[", "{a:1}", "]", "}){g}}" },
        { "{f(any:", "[", "1", "]", "){g}}" },
        { "{f(any:", "{a:", "1", "}", "){g}}" },
        { "query($v:I=", "{i:", "{a:1}", "}", "){f(i:$v){g}}" },
        { "query($v:", "[", "I", "]", "){f(i:$v){g}}" },
        { "{...F}fragment F on Query", "{f", "{g}", "}", "" },
        { "{f{f{g}}}fragment F on Query", "{f", "{...F}", "}", "" },
    };

    public static TheoryData<string, string, string, string, string> Definitions => new()
    {
        { "type Query{f(any:Any=", "[", "1", "]", "):Int}scalar Any" },
        { "type Query{f(any:Any=", "{a:", "1", "}", "):Int}scalar Any" },
        { "type Query{f(i:I=", "{i:", "{a:1}", "}", "):Int}input I{i:I a:Int}" },
        { "type Query{f:", "[", "Int!", "]!", "}" },
        { "directive@d(any:Any)on OBJECT scalar Any type Query@d(any:", "[", "1", "]", "){f:Int}" },
        { "type Query{f:Int}query", "{f", "", "}", "" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operations_are_validated_and_measured(
        string start, string repeated, string innermost, string close, string end)
    {
        Run(
            source =>
            {
                var document = Parser.Parse(source, Depth(ParserOptions.DepthCeiling));
                DocumentValidator.Validate(Schema, document, new ValidationOptions { ErrorsMax = int.MaxValue });
                var others = new ValidationOptions { Rules = ["OverlappingFieldsCanBeMerged", "NoDeprecated"] };
                DocumentValidator.Validate(Schema, document, others);
                DocumentLimits.Default.Check(document);
            },
            depth => Nest(depth, start, repeated, innermost, close, end));
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Schemas_are_built_checked_printed_and_compared(
        string start, string repeated, string innermost, string close, string end)
    {
        Run(
            source =>
            {
                var document = Parser.Parse(source, Depth(ParserOptions.DepthCeiling));
                SdlValidator.Validate([document]);
                var schema = SchemaBuilder.BuildOrThrow(document, new SchemaBuildOptions { AssumeValid = true });
                SchemaValidator.Validate(schema);
                Assert.NotEmpty(SchemaPrinter.Print(SchemaSorter.Sort(schema)));
                Assert.Empty(SchemaDiff.Compare(schema, schema));
            },
            depth => Nest(depth, start, repeated, innermost, close, end));
    }

    private static ParserOptions Depth(int levels) => new() { DepthMax = levels };

    /// <summary>As many levels as a parser of that depth takes.</summary>
    private static string Nest(int depth, string start, string repeated, string innermost, string close, string end)
    {
        for (var levels = depth; ; levels--)
        {
            var source = start + string.Concat(Enumerable.Repeat(repeated, levels)) + innermost
                + string.Concat(Enumerable.Repeat(close, levels)) + end;
            if (Record.Exception(() => Parser.Parse(source, Depth(depth))) is null)
            {
                return source;
            }
        }
    }

    private static void Run(Action<string> act, Func<int, string> nest)
    {
        RunOn(RequestStackBytes, nest(RequestDepth), act);
        RunOn(SmallestStackBytes, nest(ParserOptions.DepthCeiling), act);
    }

    private static void RunOn(int stackBytes, string source, Action<string> act)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => act(source)), stackBytes);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}

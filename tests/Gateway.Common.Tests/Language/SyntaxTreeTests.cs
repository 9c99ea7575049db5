using Gateway.Common.Language;

namespace Gateway.Common.Tests.Language;

public sealed class SyntaxTreeTests
{
    private const string Everything = """
        "d" query Q("d" $a: [Int!] = [1] @x) { a: b(c: {d: $a}) @y ...F ... on T { e } }
        fragment F on T { f(g: 1.5, h: "s", i: true, j: null, k: ENUM) }
        "d" schema @x { query: Q }
        "d" scalar S @x
        "d" type T implements I @x { "d" a("d" b: Int = 1 @x): S @x }
        interface I { a: S }
        union U @x = T | V
        enum E @x { "d" A @x }
        input N @x { a: Int = 1 }
        directive @x(a: Int) repeatable on FIELD
        extend type T { z: Int }
        """;

    [Theory]
    [InlineData("{ a }", "query { a }", true)]
    [InlineData("{ a(b: \"c\") }", "{ a(b: \"\"\"c\"\"\") }", true)]
    [InlineData("{ a, b }", "{ b a }", false)]
    [InlineData("{ a: b }", "{ b }", false)]
    [InlineData("{ a(b: 1) }", "{ a(b: 1.0) }", false)]
    [InlineData("type T { a: Int }", "extend type T { a: Int }", false)]
    [InlineData("type T { a: [Int!] }", "type T { a: [Int]! }", false)]
    [InlineData("directive @a on FIELD", "directive @a repeatable on FIELD", false)]
    [InlineData("enum E { A @x }", "enum E { A }", false)]
    public void Trees_are_equal_by_meaning(string left, string right, bool expected)
    {
        var (a, b) = (Parser.Parse(left), Parser.Parse("# elsewhere\n" + right));
        Assert.Equal(expected, SyntaxComparer.Instance.Equals(a, b));
        Assert.True(!expected || SyntaxComparer.Instance.GetHashCode(a) == SyntaxComparer.Instance.GetHashCode(b));
    }

    [Fact]
    public void A_tree_equals_itself_read_twice() =>
        Assert.True(SyntaxComparer.Instance.Equals(Parser.Parse(Everything), Parser.Parse(Everything)));

    [Fact]
    public void A_visitor_reaches_every_named_type_in_source_order()
    {
        var visitor = new Recorder();
        visitor.Visit(Parser.Parse(Everything));
        Assert.Equal("Int T T Q I Int S S T V Int Int Int", string.Join(' ', visitor.Types));
        Assert.Equal(11, visitor.Directives);
        Assert.Equal(["b", "e", "f"], visitor.Fields);
    }

    [Fact]
    public void A_tree_deeper_than_the_stack_is_an_error_and_no_crash()
    {
        var nowhere = new SourceSpan(0, 0);
        TypeNode type = new NamedTypeNode(new Name("T"), nowhere);
        for (var depth = 0; depth < 1_000_000; depth++)
        {
            type = new ListTypeNode(type, nowhere);
        }

        Assert.Throws<InsufficientExecutionStackException>(() => Printer.Print(type));
        Assert.Throws<InsufficientExecutionStackException>(() => new Recorder().Visit(type));
    }

    private sealed class Recorder : SyntaxVisitor
    {
        public List<string> Types { get; } = [];

        public List<string> Fields { get; } = [];

        public int Directives { get; private set; }

        protected override void VisitNamedType(NamedTypeNode node) => Types.Add(node.Name.Value);

        protected override void VisitField(FieldNode node)
        {
            Fields.Add(node.Name.Value);
            base.VisitField(node);
        }

        protected override void VisitDirective(DirectiveNode node)
        {
            Directives++;
            base.VisitDirective(node);
        }
    }
}

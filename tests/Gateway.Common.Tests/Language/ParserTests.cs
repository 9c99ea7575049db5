using Gateway.Common.Language;

namespace Gateway.Common.Tests.Language;

public sealed class ParserTests
{
    [Fact]
    public void An_operation_is_read_with_all_its_parts()
    {
        var document = Parser.Parse("""
            "What it does"
            query Q("who" $id: [ID!]! = ["1"] @x, $b: Int) @d(a: {k: [1, -2.5, true, null, RED, "s", $id]}) {
              me: user(id: $id) @include(if: true) { name }
              ...F @x
              ... on User { id }
              ... @skip(if: false) { id }
            }
            """);
        var operation = Assert.IsType<OperationDefinitionNode>(Assert.Single(document.Definitions));
        Assert.Equal("What it does", operation.Description?.Value);
        Assert.Equal("Q", operation.Name?.Value);
        Assert.Equal("who", operation.VariableDefinitions[0].Description?.Value);
        Assert.IsType<NonNullTypeNode>(operation.VariableDefinitions[0].Type);
        Assert.Equal(4, operation.SelectionSet.Selections.Count);
        var field = Assert.IsType<FieldNode>(operation.SelectionSet.Selections[0]);
        Assert.Equal(("me", "user"), (field.ResponseName.Value, field.Name.Value));
        Assert.Equal("me: user(id: $id) @include(if: true) { name }", Text(document, field));
        Assert.Null(Assert.IsType<InlineFragmentNode>(operation.SelectionSet.Selections[3]).TypeCondition);
    }

    [Fact]
    public void Every_kind_of_definition_and_extension_is_read()
    {
        var document = Parser.Parse("""
            schema @a { query: Q mutation: M }
            scalar S @specifiedBy(url: "u")
            type T implements & A & B { "d" f(a: Int = 1 @x): [T!]! @deprecated }
            interface A implements B { f: T }
            union U = | T | V
            enum E { A B @x }
            input I { a: Int = 1 }
            directive @d(a: Int) repeatable on | FIELD | OBJECT
            extend schema { subscription: S }
            extend scalar S @x
            extend type T implements B
            extend interface A @x
            extend union U = W
            extend enum E { C }
            extend input I { b: Int }
            """);
        Assert.Equal(15, document.Definitions.Count);
        Assert.Equal(7, document.Definitions.Count(node => node is TypeSystemNode { IsExtension: true }));
        var type = Assert.IsType<ObjectTypeDefinitionNode>(document.Definitions[2]);
        Assert.Equal(["A", "B"], type.Interfaces.Select(face => face.Name.Value));
        var directive = Assert.IsType<DirectiveDefinitionNode>(document.Definitions[7]);
        Assert.True(directive.IsRepeatable);
        Assert.Equal(["FIELD", "OBJECT"], directive.Locations.Select(location => location.Value));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{}", 1, 2)]
    [InlineData("{ a() }", 1, 5)]
    [InlineData("{ a {} }", 1, 6)]
    [InlineData("query () { a }", 1, 8)]
    [InlineData("query ($a: Int = $b) { a }", 1, 18)]
    [InlineData("fragment on on T { a }", 1, 10)]
    [InlineData("{ ... on }", 1, 10)]
    [InlineData("\"d\" { a }", 1, 5)]
    [InlineData("\"d\" unknown T { a }", 1, 1)]
    [InlineData("\"d\" extend type T { a: A }", 1, 1)]
    [InlineData("extend type T", 1, 14)]
    [InlineData("type T {}", 1, 9)]
    [InlineData("enum E { true }", 1, 10)]
    [InlineData("union U = ", 1, 11)]
    [InlineData("directive @d on FIELDS", 1, 17)]
    [InlineData("schema { unknown: T }", 1, 10)]
    [InlineData("type T { a: [Int }", 1, 18)]
    public void What_breaks_the_grammar_is_refused_at_its_token(string source, int line, int column)
    {
        var error = Assert.Throws<SyntaxException>(() => Parser.Parse(source));
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("\"\\u00e9\\u{1F600}\\uD83D\\uDE00\\n\\\"\"", "é😀😀\n\"")]
    [InlineData("\"\"\"\n    a\n      b\\\"\"\"\n\n  \"\"\"", "a\n  b\"\"\"")]
    [InlineData("\"\"\" one \"\"\"", " one ")]
    [InlineData("\"\"\"  \n \"\"\"", "")]
    public void Strings_mean_what_they_escape(string source, string expected) =>
        Assert.Equal(expected, Assert.IsType<StringValueNode>(Parser.ParseValue(source)).Value);

    [Theory]
    [InlineData("id name { x }")]
    [InlineData("{ id name { x } }")]
    public void Field_sets_need_no_braces(string source) =>
        Assert.Equal(2, Parser.ParseSelectionSet(source).Selections.Count);

    [Fact]
    public void Values_and_types_are_read_whole()
    {
        Assert.IsType<ListTypeNode>(Parser.ParseType("[Int!]"));
        Assert.IsType<ObjectValueNode>(Parser.ParseConstValue("{ a: [] }"));
        Assert.Throws<SyntaxException>(() => Parser.ParseConstValue("1 2"));
        Assert.Throws<SyntaxException>(() => Parser.ParseConstValue("[$a]"));
    }

    [Fact]
    public void Nodes_are_the_same_for_all_who_ask()
    {
        for (var round = 0; round < 50; round++)
        {
            var document = Parser.Parse("{ a { b } }");
            var seen = new IReadOnlyList<DefinitionNode>[8];
            Parallel.For(0, seen.Length, index => seen[index] = document.Definitions);
            Assert.All(seen, definitions => Assert.Same(document.Definitions, definitions));
        }
    }

    [Fact]
    public void A_mistake_is_found_before_any_node_is_asked_for() =>
        Assert.Equal(5, Assert.Throws<SyntaxException>(() => Parser.Parse("{ a ")).Column);

    private static string Text(DocumentNode document, SyntaxNode node) =>
        System.Text.Encoding.UTF8.GetString(document.Source.Span[node.Span.Start..node.Span.End]);
}

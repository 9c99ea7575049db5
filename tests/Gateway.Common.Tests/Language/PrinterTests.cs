using System.Buffers;
using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Tests.Language;

public sealed class PrinterTests
{
    [Theory]
    [InlineData("{a,b{c}}", "{\n  a\n  b {\n    c\n  }\n}", "{a b{c}}")]
    [InlineData("query($a:Int=1@x){a(b:$a)...F}", "query ($a: Int = 1 @x) {\n  a(b: $a)\n  ...F\n}",
        "query($a:Int=1@x){a(b:$a)...F}")]
    [InlineData("\"d\" query Q { a }", "\"d\"\nquery Q {\n  a\n}", "\"d\" query Q{a}")]
    [InlineData("query Q(\"d\" $a: Int $b: Int) { a }",
        "query Q(\n  \"d\"\n  $a: Int\n  $b: Int\n) {\n  a\n}", "query Q(\"d\"$a:Int$b:Int){a}")]
    [InlineData("\"d\" fragment F on T @x { ... @y { a } }", "\"d\"\nfragment F on T @x {\n  ... @y {\n    a\n  }\n}",
        "\"d\" fragment F on T@x{...@y{a}}")]
    [InlineData("extend type T implements A&B", "extend type T implements A & B",
        "extend type T implements A&B")]
    [InlineData("type T { \"\"\"d\"\"\" a(\"e\" b: Int = {c:[1]}): [T!]! @x }",
        "type T {\n  \"\"\"d\"\"\"\n  a(\n    \"e\"\n    b: Int = {c: [1]}\n  ): [T!]! @x\n}",
        "type T{\"\"\"d\"\"\" a(\"e\" b:Int={c:[1]}):[T!]!@x}")]
    [InlineData("type T query { a }", "type T\n\nquery {\n  a\n}", "type T query{a}")]
    [InlineData("extend enum E @x query { a }", "extend enum E @x\n\nquery {\n  a\n}", "extend enum E@x query{a}")]
    [InlineData("scalar S query { a }", "scalar S\n\n{\n  a\n}", "scalar S{a}")]
    [InlineData("directive @d(a: Int) repeatable on | FIELD | QUERY",
        "directive @d(a: Int) repeatable on FIELD | QUERY", "directive@d(a:Int)repeatable on FIELD|QUERY")]
    public void Text_is_canonical_or_minified(string source, string canonical, string minified)
    {
        var document = Parser.Parse(source);
        Assert.Equal(canonical, Printer.Print(document));
        Assert.Equal(minified, Printer.PrintMinified(document));
        var output = new ArrayBufferWriter<byte>();
        Printer.Print(document, output);
        Assert.Equal(canonical, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("a\n b")]
    [InlineData(" a\n b")]
    [InlineData("\n a")]
    [InlineData("a\n")]
    [InlineData("  ")]
    [InlineData("")]
    [InlineData("\r")]
    [InlineData("a\n\n  \nb")]
    [InlineData(" leading blank")]
    [InlineData("ends with \"")]
    [InlineData("ends with \\")]
    [InlineData("holds \"\"\" quotes \"\"\"")]
    [InlineData("\u0001\u007F\u0085\u00A0é😀")]
    public void Any_value_reads_back_from_either_kind_of_string(string value)
    {
        foreach (var isBlock in new[] { true, false })
        {
            var text = Printer.Print(new StringValueNode(Encoding.UTF8.GetBytes(value), isBlock, new SourceSpan(0, 0)));
            Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue(text)).Value);
            var minified = Printer.StripIgnoredCharacters(text);
            Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue(minified)).Value);
        }
    }

    [Fact]
    public void A_field_that_is_wider_than_a_line_spreads_its_arguments()
    {
        var long40 = new string('x', 40);
        var printed = Printer.Print(Parser.Parse($$"""{ f(a: "{{long40}}", b: "{{long40}}") }"""));
        Assert.Equal($"{{\n  f(\n    a: \"{long40}\"\n    b: \"{long40}\"\n  )\n}}", printed);
    }
}

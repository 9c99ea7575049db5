using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Schema;

public sealed class InputCoercionTests
{
    private static readonly GraphQLSchema Schema = SchemaBuilder.BuildOrThrow(Parser.Parse("""
        type Query { a(int: Int, float: Float, id: ID, point: Point, text: String, flag: Boolean): Int }
        enum Colour { RED GREEN }
        scalar Any
        input Point { x: Int!, y: Int! = 7, colour: Colour = RED, next: Point }
        input Pick @oneOf { a: Int, b: Int }
        """));

    [Theory]
    [InlineData("Int", "5", "5")]
    [InlineData("Float", "5", "5")]
    [InlineData("Float", "-1.5e3", "-1.5e3")]
    [InlineData("ID", "5", "\"5\"")]
    [InlineData("ID", "\"a\"", "\"a\"")]
    [InlineData("String", "\"a\\\"\\u0007é\"", "\"a\\\"\\u0007é\"")]
    [InlineData("String", "\"\"\"\n  a\n    b\n\"\"\"", "\"a\\n  b\"")]
    [InlineData("Colour", "RED", "\"RED\"")]
    [InlineData("[Int]", "5", "[5]")]
    [InlineData("[[Int]]", "[1, null, [2]]", "[[1],null,[2]]")]
    [InlineData("Point", "{ next: { x: 2 }, x: 1 }", "{\"x\":1,\"y\":7,\"colour\":\"RED\",\"next\":{\"x\":2,\"y\":7,\"colour\":\"RED\"}}")]
    [InlineData("Point", "{ x: $given, colour: $null }", "{\"x\":3,\"y\":7,\"colour\":null}")]
    [InlineData("Point", "{ x: $given, y: $absent, next: $absent }", "{\"x\":3,\"y\":7,\"colour\":\"RED\"}")]
    [InlineData("[Int]", "[1, $given, $absent]", "[1,3,null]")]
    [InlineData("Pick", "{ a: $given }", "{\"a\":3}")]
    [InlineData("Any", "{ a: [1, X, \"x\", 1.5, true, null, $given], b: $absent }", "{\"a\":[1,\"X\",\"x\",1.5,true,null,3]}")]
    [InlineData("Int", "$given", "3")]
    [InlineData("Int", "null", "null")]
    public void Literals_become_JSON_of_their_type(string type, string literal, string expected) =>
        Assert.Equal(expected, Write(type, literal));

    [Fact]
    public void A_variable_without_value_writes_nothing() => Assert.Null(Write("Int", "$absent"));

    [Theory]
    [InlineData("Int", "2147483648")]
    [InlineData("Int", "1.0")]
    [InlineData("Int", "\"1\"")]
    [InlineData("Float", "1e400")]
    [InlineData("String", "RED")]
    [InlineData("Colour", "BLUE")]
    [InlineData("Colour", "\"RED\"")]
    [InlineData("Int!", "null")]
    [InlineData("Int!", "$null")]
    [InlineData("[Int!]", "[$absent]")]
    [InlineData("Point", "{ y: 1 }")]
    [InlineData("Point", "{ x: $absent }")]
    [InlineData("Point", "{ x: 1, z: 1 }")]
    [InlineData("Pick", "{ a: $null }")]
    [InlineData("Pick", "{ a: $absent }")]
    [InlineData("Pick", "{ a: 1, b: $absent }")]
    [InlineData("Int", "$undefined")]
    public void Literals_that_do_not_fit_are_refused(string type, string literal) =>
        Assert.Throws<InputCoercionException>(() => Write(type, literal));

    private static string? Write(string type, string literal)
    {
        var operation = (OperationDefinitionNode)Parser.Parse(
            "query ($given: Int, $null: Int, $absent: Int) { a }").Definitions[0];
        var set = VariableSet.Compile(operation, Schema);
        Assert.True(VariableCoercion.TryCoerce(set, """{"given": 3, "null": null}"""u8, out var values, out _));
        using (values)
        {
            using var output = new PooledBytes();
            var isWritten = InputCoercion.WriteLiteral(
                Parser.ParseValue(literal), Schema.ResolveType(Parser.ParseType(type))!, values, output);
            return isWritten ? Encoding.UTF8.GetString(output.Span) : null;
        }
    }
}

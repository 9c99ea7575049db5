using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Schema;

public sealed class VariableCoercionTests
{
    private static readonly GraphQLSchema Schema = SchemaBuilder.BuildOrThrow(Parser.Parse("""
        type Query { a(int: Int, float: Float, id: ID, point: Point): Int }
        enum Colour { RED GREEN }
        scalar Any
        input Point { x: Int!, y: Int! = 7, tags: [String!], colour: Colour = RED, next: Point }
        input Pick @oneOf { a: Int, b: [String] }
        """));

    [Theory]
    [InlineData("Int", "5", "5")]
    [InlineData("Int", "-2147483648", "-2147483648")]
    [InlineData("Int", "2147483647", "2147483647")]
    [InlineData("Int", "1.0", "1")]
    [InlineData("Int", "1e3", "1000")]
    [InlineData("Int", "-0", "0")]
    [InlineData("Int", "null", "null")]
    [InlineData("Float", "1", "1")]
    [InlineData("Float", "-1.5e3", "-1.5e3")]
    [InlineData("String", "\"a\\u0062\\n\\/\"", "\"ab\\n/\"")]
    [InlineData("String", "\"é 😀\"", "\"é 😀\"")]
    [InlineData("String", "\"\\ud83d\\ude00\\u0001\"", "\"😀\\u0001\"")]
    [InlineData("Boolean", "true", "true")]
    [InlineData("ID", "\"x\"", "\"x\"")]
    [InlineData("ID", "12345678901234567890", "\"12345678901234567890\"")]
    [InlineData("ID", "1.0", "\"1\"")]
    [InlineData("Colour", "\"GREEN\"", "\"GREEN\"")]
    [InlineData("Colour", "\"\\u0052ED\"", "\"RED\"")]
    [InlineData("Any", " { \"b\" : [ 1 , { } , null ] , \"a\" : \"\\u0041\" } ", "{\"b\":[1,{},null],\"a\":\"A\"}")]
    [InlineData("[Int]", "[1, null, 2]", "[1,null,2]")]
    [InlineData("[Int]", "1", "[1]")]
    [InlineData("[[Int!]!]!", "1", "[[1]]")]
    [InlineData("[[Int]]", "[1, [2, 3], null]", "[[1],[2,3],null]")]
    [InlineData("[Int]", "[]", "[]")]
    [InlineData("Point", "{ \"x\": 1 }", "{\"x\":1,\"y\":7,\"colour\":\"RED\"}")]
    [InlineData("Point", "{ \"colour\": null, \"x\": 1, \"y\": 2 }", "{\"colour\":null,\"x\":1,\"y\":2}")]
    [InlineData(
        "[Point!]",
        "{ \"x\": 1, \"y\": 2, \"colour\": \"GREEN\", \"next\": {\"x\": 3}, \"tags\": \"t\" }",
        "[{\"x\":1,\"y\":2,\"colour\":\"GREEN\",\"next\":{\"x\":3,\"y\":7,\"colour\":\"RED\"},\"tags\":[\"t\"]}]")]
    [InlineData("Pick", "{ \"b\": [\"x\"] }", "{\"b\":[\"x\"]}")]
    public void Values_become_canonical_JSON_of_their_type(string type, string json, string expected)
    {
        var (value, errors) = Coerce($"$v: {type}", $$"""{ "v": {{json}} }""");

        Assert.Empty(errors);
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("Int", "1.5", "$v", "VARIABLE_INVALID")]
    [InlineData("Int", "2147483648", "$v", "VARIABLE_INVALID")]
    [InlineData("Int", "\"1\"", "$v", "VARIABLE_INVALID")]
    [InlineData("Int", "true", "$v", "VARIABLE_INVALID")]
    [InlineData("Int", "[1]", "$v", "VARIABLE_INVALID")]
    [InlineData("Float", "1e400", "$v", "VARIABLE_INVALID")]
    [InlineData("Float", "\"1\"", "$v", "VARIABLE_INVALID")]
    [InlineData("String", "1", "$v", "VARIABLE_INVALID")]
    [InlineData("String", "\"\\ud83d\"", "$v", "VARIABLE_INVALID")]
    [InlineData("Boolean", "0", "$v", "VARIABLE_INVALID")]
    [InlineData("ID", "1.5", "$v", "VARIABLE_INVALID")]
    [InlineData("ID", "1e300", "$v", "VARIABLE_INVALID")]
    [InlineData("ID", "true", "$v", "VARIABLE_INVALID")]
    [InlineData("Colour", "\"BLUE\"", "$v", "VARIABLE_INVALID")]
    [InlineData("Colour", "1", "$v", "VARIABLE_INVALID")]
    [InlineData("Int!", "null", "$v", "VARIABLE_INVALID")]
    [InlineData("[Int!]", "[1, null]", "$v[1]", "VARIABLE_INVALID")]
    [InlineData("Any", "{\"a\": [\"\\udc00\"]}", "$v", "VARIABLE_INVALID")]
    [InlineData("Point", "{}", "$v", "VARIABLE_INVALID")]
    [InlineData("Point", "[]", "$v", "VARIABLE_INVALID")]
    [InlineData("Point", "{ \"x\": 1, \"y\": null }", "$v.y", "VARIABLE_INVALID")]
    [InlineData("Point", "{ \"x\": 1, \"z\": {\"a\": []} }", "$v.?", "VARIABLE_INVALID")]
    [InlineData("Point", "{ \"x\": 1, \"x\": 2 }", "$v.x", "VARIABLE_INVALID")]
    [InlineData("Point", "{ \"x\": 1, \"next\": { \"x\": 1, \"tags\": [\"a\", 5] } }", "$v.next.tags[1]", "VARIABLE_INVALID")]
    [InlineData("[Point]", "{ \"x\": \"one\" }", "$v.x", "VARIABLE_INVALID")]
    [InlineData("[Point]", "[{ \"x\": 1 }, { \"x\": \"one\" }]", "$v[1].x", "VARIABLE_INVALID")]
    [InlineData("Pick", "{}", "$v", "VARIABLE_INVALID")]
    [InlineData("Pick", "{ \"a\": null }", "$v", "VARIABLE_INVALID")]
    [InlineData("Pick", "{ \"a\": 1, \"b\": null }", "$v", "VARIABLE_INVALID")]
    [InlineData("Any", "[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]", "$v", "VARIABLES_TOO_DEEP")]
    public void Values_that_do_not_fit_are_refused_with_their_path(string type, string json, string path, string code)
    {
        var (_, errors) = Coerce($"$v: {type}", $$"""{ "v": {{json}} }""");

        var error = Assert.Single(errors);
        Assert.Equal(path, error.Path);
        Assert.Equal(code, error.Code);
    }

    [Theory]
    [InlineData("[]", "VARIABLES_MALFORMED")]
    [InlineData("5", "VARIABLES_MALFORMED")]
    [InlineData("{", "VARIABLES_MALFORMED")]
    [InlineData("{\"v\": 1", "VARIABLES_MALFORMED")]
    [InlineData("{\"v\": 1} {}", "VARIABLES_MALFORMED")]
    [InlineData("{\"v\": 01}", "VARIABLES_MALFORMED")]
    [InlineData("{\"v\": 1,}", "VARIABLES_MALFORMED")]
    [InlineData("{\"v\": 1, \"v\": 2}", "VARIABLE_INVALID")]
    public void A_malformed_object_is_refused(string json, string code) =>
        Assert.Equal(code, Assert.Single(Coerce("$v: Int", json).Errors).Code);

    [Fact]
    public void Absent_null_and_default_are_told_apart()
    {
        var set = Compile("$absent: Int, $null: Int, $nulled: Int = 5, $default: [Int] = 5, $flag: Boolean = true");
        Assert.True(VariableCoercion.TryCoerce(
            set, """{"null": null, "nulled": null, "unknown": {"a": [1]}}"""u8, out var values, out _));

        using (values)
        {
            Assert.True(values.IsAbsent(0));
            Assert.False(values.TryGet(0, out _));
            Assert.True(values.IsNull(1));
            Assert.True(values.IsNull(2));
            Assert.True(values.TryGet(3, out var list));
            Assert.Equal("[5]", Encoding.UTF8.GetString(list));
            Assert.True(values.IsTrue(4));
            Assert.False(values.IsTrue(0));
        }
    }

    [Fact]
    public void Required_variables_must_be_given()
    {
        Assert.Equal("$v", Assert.Single(Coerce("$v: Int!", "{}").Errors).Path);
        Assert.Equal("$v", Assert.Single(Coerce("$v: Int!", "").Errors).Path);
        Assert.Empty(Coerce("$v: Int! = 3", "null").Errors);
    }

    [Fact]
    public void Faults_of_several_values_are_reported_up_to_a_bound()
    {
        var (_, errors) = Coerce("$v: [Int!]!, $w: Int!", """{"v": ["a", {"b": 1}, [2], 4], "w": false}""");
        Assert.Equal(["$v[0]", "$v[1]", "$v[2]", "$w"], errors.Select(error => error.Path));

        (_, errors) = Coerce("$v: [Int]", $$"""{"v": [{{string.Join(',', Enumerable.Repeat("\"x\"", 1000))}}]}""");
        Assert.Equal(6, errors.Count);
        Assert.Null(errors[5].Variable);
    }

    [Fact]
    public void Limits_hold_at_the_limit_and_refuse_one_past_it()
    {
        var nested = string.Concat(Enumerable.Repeat("[", 20)) + string.Concat(Enumerable.Repeat("]", 20));
        Assert.Empty(Coerce("$v: Any", $$"""{"v": {{nested}}}""").Errors);
        Assert.Equal("VARIABLES_TOO_DEEP", Coerce("$v: Any", $$"""{"v": [{{nested}}]}""").Errors[0].Code);

        var bomb = $$"""{"v": {{new string('[', 30_000)}} }""";
        Assert.Equal("VARIABLES_TOO_DEEP", Assert.Single(Coerce("$v: Any", bomb).Errors).Code);
        Assert.Equal("VARIABLES_TOO_DEEP", Assert.Single(Coerce("$w: Any", bomb).Errors).Code);

        var full = $$"""{"v": "{{new string('x', (64 * 1024) - 9)}}"}""";
        Assert.Equal(64 * 1024, full.Length);
        Assert.Empty(Coerce("$v: String", full).Errors);
        Assert.Equal("VARIABLES_TOO_LARGE", Assert.Single(Coerce("$v: String", full + " ").Errors).Code);
    }

    [Fact]
    public void Defaults_cannot_make_small_variables_huge()
    {
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(
            $$"""type Query { a(i: I): Int } input I { text: String = "{{new string('x', 10_000)}}" }"""));
        var set = VariableSet.Compile(Operation("$v: [I]"), schema);
        var json = Encoding.UTF8.GetBytes($$"""{"v": [{{string.Join(',', Enumerable.Repeat("{}", 10_000))}}]}""");

        Assert.False(VariableCoercion.TryCoerce(set, json, out _, out var errors));
        Assert.Equal("VARIABLES_TOO_LARGE", Assert.Single(errors).Code);
    }

    private static (string? Value, IReadOnlyList<VariableError> Errors) Coerce(string definitions, string json)
    {
        var isValid = VariableCoercion.TryCoerce(
            Compile(definitions), Encoding.UTF8.GetBytes(json), out var values, out var errors);
        using (values)
        {
            Assert.Equal(isValid, errors.Count == 0);
            return (isValid && values.TryGet(0, out var value) ? Encoding.UTF8.GetString(value) : null, errors);
        }
    }

    private static VariableSet Compile(string definitions) => VariableSet.Compile(Operation(definitions), Schema);

    private static OperationDefinitionNode Operation(string definitions) =>
        (OperationDefinitionNode)Parser.Parse($"query ({definitions}) {{ a }}").Definitions[0];
}

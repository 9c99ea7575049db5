using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Schema;

public sealed class SchemaBuilderTests
{
    [Fact]
    public void Types_refer_to_each_other_in_cycles()
    {
        var schema = Build("type Query { me: User! } type User { friends: [User!]! query: Query }");

        var user = Assert.IsType<ObjectType>(schema.FindType("User"));
        Assert.Same(schema.QueryType, user.Fields.Find("query")!.Type);
        Assert.Same(user, user.Fields.Find("friends")!.Type.Named);
        Assert.Equal("[User!]!", user.Fields.Find("friends")!.Type.ToString());
        Assert.Equal("User.friends", user.Fields.Find("friends")!.Coordinate);
    }

    [Fact]
    public void Extensions_add_to_their_definition_wherever_they_stand()
    {
        var schema = SchemaBuilder.BuildOrThrow(
        [
            Parser.Parse("directive @tag on OBJECT extend type Query @tag { b: Int } extend enum Size { L }"),
            Parser.Parse("type Query { a: Size } enum Size { S } extend schema { mutation: Change }"),
            Parser.Parse("type Change { c: Int } extend type Query { c: Int }"),
        ]);

        Assert.Equal(["a", "b", "c"], schema.QueryType!.Fields.Select(field => field.Name));
        Assert.True(schema.QueryType.HasDirective("tag"u8));
        Assert.Equal(["S", "L"], Assert.IsType<EnumType>(schema.FindType("Size")).Values.Select(value => value.Name));
        Assert.Equal("Change", schema.MutationType!.Name);
        Assert.Equal(3, schema.QueryType.Syntax.Count);
    }

    [Fact]
    public void Built_ins_are_added_where_they_are_missing()
    {
        var schema = Build("type Query { id: ID }");

        Assert.Equal(
            ["include", "skip", "deprecated", "specifiedBy", "oneOf"],
            schema.DirectiveDefinitions.Select(directive => directive.Name));
        Assert.Equal(
            [
                "Query", "ID", "String", "Boolean", "__Schema", "__Type", "__TypeKind", "__Field", "__InputValue",
                "__EnumValue", "__Directive", "__DirectiveLocation",
            ],
            schema.Types.Select(type => type.Name));
        Assert.Equal(ScalarKind.ID, Assert.IsType<ScalarType>(schema.FindType("ID")).Kind);
        Assert.Equal(1, schema.FindType("ID")!.Index);
    }

    [Fact]
    public void Own_definitions_of_built_ins_win()
    {
        var schema = Build("directive @skip(if: Boolean!, why: String) on FIELD scalar String type Query { a: Int }");

        Assert.Equal(2, schema.DirectiveDefinitions.Find("skip")!.Arguments.Count);
        Assert.Equal(ScalarKind.String, Assert.IsType<ScalarType>(schema.FindType("String")).Kind);
    }

    [Fact]
    public void Meaning_of_built_in_directives_is_read()
    {
        var schema = Build("""
            type Query { old: Int @deprecated, older(a: Key): Date @deprecated(reason: "use old") }
            scalar Date @specifiedBy(url: "https://example.com/date")
            input Key @oneOf { a: Int, b: Int }
            """);

        Assert.Equal("No longer supported", schema.QueryType!.Fields.Find("old")!.DeprecationReason);
        Assert.Equal("use old", schema.QueryType.Fields.Find("older")!.DeprecationReason);
        Assert.Equal(
            "https://example.com/date", Assert.IsType<ScalarType>(schema.FindType("Date")).SpecifiedBy);
        Assert.True(Assert.IsType<InputObjectType>(schema.FindType("Key")).IsOneOf);
    }

    [Fact]
    public void Possible_types_of_interfaces_and_unions_are_known()
    {
        var schema = Build("""
            type Query { node: Node, any: Any }
            interface Node { id: ID }
            interface Named implements Node { id: ID, name: String }
            type A implements Node & Named { id: ID, name: String }
            type B implements Node { id: ID }
            union Any = B | A
            """);

        Assert.Equal(["A", "B"], Names(schema, "Node"));
        Assert.Equal(["A"], Names(schema, "Named"));
        Assert.Equal(["B", "A"], Names(schema, "Any"));
        Assert.True(GraphQLSchema.IsSubtype(schema.FindType("Named")!, schema.FindType("Node")!));
        Assert.False(GraphQLSchema.IsSubtype(schema.FindType("B")!, schema.FindType("Named")!));
    }

    [Theory]
    [InlineData("type Query { a: Missing }", "UNKNOWN_TYPE", "1:17")]
    [InlineData("type Query { a: Int @what }", "UNKNOWN_DIRECTIVE", "1:21")]
    [InlineData("type Query { a: Int } extend type Other { b: Int }", "EXTENDED_TYPE_UNDEFINED", "1:35")]
    [InlineData("type Change { a: Int }", "QUERY_TYPE_MISSING", "")]
    [InlineData("type Query { a: Int } input Query2 { a: Query }", "NOT_INPUT_TYPE", "1:41")]
    [InlineData("directive @d(a: Int = true) on FIELD type Query { a: Int }", "DEFAULT_VALUE_INVALID", "1:23")]
    [InlineData("directive @d(a: Int @d) on ARGUMENT_DEFINITION type Query { a: Int }", "DIRECTIVE_REFERENCES_ITSELF", "1:1")]
    [InlineData("type Query { a: Int @deprecated(reason: 5) }", "DIRECTIVE_ARGUMENT_INVALID", "1:41")]
    [InlineData("type Query { a(i: I): Int } input I { i: I = {} }", "DEFAULT_VALUE_REFERENCES_ITSELF", "1:39")]
    [InlineData("schema { query: Q mutation: Q } type Q { a: Int }", "ROOT_TYPES_NOT_DISTINCT", "1:17,1:29")]
    [InlineData(
        "type Query implements I { a: Int @deprecated } interface I { a: Int }",
        "INTERFACE_FIELD_NOT_DEPRECATED",
        "1:62,1:34")]
    public void Faults_have_a_code_and_a_place(string sdl, string code, string places)
    {
        var fault = Assert.Single(SchemaBuilder.Build(Parser.Parse(sdl)).Diagnostics);

        Assert.Equal(code, fault.Code);
        Assert.Equal(places, string.Join(',', fault.Locations));
    }

    [Fact]
    public void Faults_of_all_rules_come_at_once()
    {
        var result = SchemaBuilder.Build(Parser.Parse("type Query { a: X } type Query @d { b: Int, b: Y }"));

        Assert.False(result.IsSuccess);
        Assert.Equal(
            ["FIELD_DEFINED_TWICE", "TYPE_DEFINED_TWICE", "UNKNOWN_DIRECTIVE", "UNKNOWN_TYPE", "UNKNOWN_TYPE"],
            result.Diagnostics.Select(fault => fault.Code).Order());
        Assert.Equal(5, Assert.Throws<SchemaException>(result.OrThrow).Diagnostics.Count);
    }

    [Fact]
    public void A_source_schema_may_lack_definitions_and_a_query_type()
    {
        var document = Parser.Parse("extend type Order @key(fields: \"id\") { id: ID } type Mine { order: Order }");

        Assert.False(SchemaBuilder.Build(document).IsSuccess);
        var schema = SchemaBuilder.BuildOrThrow(document, SchemaBuildOptions.SourceSchema);
        Assert.Null(schema.QueryType);
        Assert.True(schema.FindType("Order")!.HasDirective("key"u8));
        Assert.Equal(0, schema.FindType("Order")!.Index);
    }

    private static GraphQLSchema Build(string sdl) => SchemaBuilder.BuildOrThrow(Parser.Parse(sdl));

    private static IEnumerable<string> Names(GraphQLSchema schema, string type) =>
        schema.PossibleTypes(schema.FindType(type)!).ToArray().Select(possible => possible.Name);
}

using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Schema;

public sealed class SchemaPrinterTests
{
    private const string Sdl = """
        "What it is."
        schema @link(url: "u") { query: Query }
        directive @link(url: String!, as: String = "x") repeatable on SCHEMA
        directive @rest(path: String) on FIELD_DEFINITION
        type Query implements Node & Named {
          name(first: Int = 5, "how" by: [Key!]): String @rest(path: "/name") @deprecated
          "The id."
          id: ID! @deprecated(reason: "not used")
        }
        interface Node { id: ID! }
        interface Named { name(first: Int = 5, by: [Key!]): String }
        union Any = Query | Other
        type Other { key(key: Key = { b: "1" }): Colour }
        scalar Date @specifiedBy(url: "https://example.com")
        input Key @oneOf { a: Int, b: String }
        enum Colour { RED "Like leaves.\nIn spring." GREEN @deprecated }
        """;

    private static readonly GraphQLSchema Schema =
        SchemaBuilder.BuildOrThrow(Parser.Parse(Sdl), new SchemaBuildOptions { SdlRulesOnly = true });

    [Fact]
    public void The_API_is_printed_without_applied_directives() => Assert.Equal(
        """"
        """What it is."""
        schema {
          query: Query
        }

        directive @link(url: String!, as: String = "x") repeatable on SCHEMA

        directive @rest(path: String) on FIELD_DEFINITION

        type Query implements Node & Named {
          name(
            first: Int = 5

            """how"""
            by: [Key!]
          ): String @deprecated

          """The id."""
          id: ID! @deprecated(reason: "not used")
        }

        interface Node {
          id: ID!
        }

        interface Named {
          name(first: Int = 5, by: [Key!]): String
        }

        union Any = Query | Other

        type Other {
          key(key: Key = {b: "1"}): Colour
        }

        scalar Date @specifiedBy(url: "https://example.com")

        input Key @oneOf {
          a: Int
          b: String
        }

        enum Colour {
          RED

          """
          Like leaves.
          In spring.
          """
          GREEN @deprecated
        }
        """",
        SchemaPrinter.Print(Schema));

    [Fact]
    public void A_source_schema_is_printed_with_applied_directives()
    {
        var printed = SchemaPrinter.Print(Schema, SchemaPrintOptions.Source);

        Assert.Contains("schema @link(url: \"u\") {", printed, StringComparison.Ordinal);
        Assert.Contains("): String @rest(path: \"/name\") @deprecated\n", printed, StringComparison.Ordinal);
        Assert.Equal(printed, SchemaPrinter.Print(
            SchemaBuilder.BuildOrThrow(Parser.Parse(printed), new SchemaBuildOptions { SdlRulesOnly = true }),
            SchemaPrintOptions.Source));
    }

    [Theory]
    [InlineData("type Query { a: Int }", false)]
    [InlineData("schema { query: Query } type Query { a: Int } type Mutation { a: Int }", true)]
    [InlineData("schema { query: Q } type Q { a: Int }", true)]
    [InlineData("schema { query: Query } type Query { a: Int } input Mutation { a: Int }", false)]
    public void The_schema_definition_is_printed_only_where_names_do_not_tell(string sdl, bool isPrinted)
    {
        var printed = SchemaPrinter.Print(SchemaBuilder.BuildOrThrow(Parser.Parse(sdl)));

        Assert.Equal(isPrinted, printed.StartsWith("schema", StringComparison.Ordinal));
    }

    [Fact]
    public void Built_ins_are_printed_when_asked_for()
    {
        var printed = SchemaPrinter.Print(Schema, new SchemaPrintOptions { BuiltIns = true });

        Assert.Contains("directive @oneOf on INPUT_OBJECT", printed, StringComparison.Ordinal);
        Assert.Contains("scalar ID\n", printed, StringComparison.Ordinal);
        Assert.Contains("type __Schema {", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Sorting_orders_by_name_and_digits_by_number()
    {
        var schema = SchemaSorter.Sort(SchemaBuilder.BuildOrThrow(Parser.Parse("""
            type Query { a10(z: Int, b: Int): U, a9: [Query!]! }
            union U = T | Query
            type T { a: E }
            enum E { Z A }
            """)));

        Assert.Equal(
            "enum E {\n  A\n  Z\n}\n\ntype Query {\n  a9: [Query!]!\n  a10(b: Int, z: Int): U\n}\n\n"
            + "type T {\n  a: E\n}\n\nunion U = Query | T",
            SchemaPrinter.Print(schema));
        Assert.Same(schema.QueryType, schema.QueryType!.Fields.Find("a9")!.Type.Named);
    }

    [Fact]
    public void A_schema_is_extended_by_a_document()
    {
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse("type Query { a: Int } enum E { A }"));
        var extended = SchemaExtender.ExtendOrThrow(
            schema, Parser.Parse("extend type Query { e: E } extend enum E { B } type Mutation { a: Int }"));

        Assert.Equal(
            "schema {\n  query: Query\n}\n\ntype Query {\n  a: Int\n  e: E\n}\n\nenum E {\n  A\n  B\n}\n\n"
            + "type Mutation {\n  a: Int\n}",
            SchemaPrinter.Print(extended));
        Assert.Single(schema.QueryType!.Fields);
        var refused = SchemaExtender.Extend(extended, Parser.Parse("extend type Query { a: Int }"));
        Assert.Equal("FIELD_DEFINED_TWICE", Assert.Single(refused.Diagnostics).Code);
    }
}

using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Conformance.Schema;

/// <summary>graphql-js's records of how schemas are built, extended and printed.</summary>
public sealed class SchemaPrintingTests
{
    private static readonly SchemaBuildOptions SdlRules = new() { SdlRulesOnly = true };

    [Fact]
    public void Schemas_are_built_as_buildSchema_records_say() => GraphQLJsCases.Run("buildSchema", record =>
        record.GetProperty("sdl").GetString() is { } sdl
            ? Compare(record, SchemaBuilder.Build(Parser.Parse(sdl), SdlRules))
            : null);

    [Fact]
    public void Schemas_are_extended_as_extendSchema_records_say()
    {
        var schemas = GraphQLJsCases.Schemas();
        GraphQLJsCases.Run("extendSchema", record =>
        {
            var schema = GraphQLJsCases.BuildUnchecked(schemas[record.GetProperty("schema").GetInt32()]!);
            var isTrusted = record.TryGetProperty("options", out var options)
                && ((options.TryGetProperty("assumeValid", out var valid) && valid.GetBoolean())
                    || (options.TryGetProperty("assumeValidSDL", out var validSdl) && validSdl.GetBoolean()));
            var extension = Parser.Parse(record.GetProperty("extension").GetString()!);
            return Compare(record, SchemaExtender.Extend(schema, extension, SdlRules with { AssumeValid = isTrusted }));
        });
    }

    [Fact]
    public void Schemas_are_printed_as_printSchema_records_say()
    {
        var schemas = GraphQLJsCases.Schemas();
        GraphQLJsCases.Run("printSchema", record =>
        {
            var sdl = schemas[record.GetProperty("schema").GetInt32()];
            return sdl is null ? null : ComparePrinted(record, GraphQLJsCases.BuildUnchecked(sdl));
        });
    }

    [Fact]
    public void Schemas_are_sorted_as_lexicographicSortSchema_records_say()
    {
        var schemas = GraphQLJsCases.Schemas();
        GraphQLJsCases.Run("lexicographicSortSchema", record => ComparePrinted(
            record,
            SchemaSorter.Sort(GraphQLJsCases.BuildUnchecked(schemas[record.GetProperty("schema").GetInt32()]!))));
    }

    [Fact]
    public void Every_schema_survives_printing_and_reading_again()
    {
        foreach (var sdl in GraphQLJsCases.Schemas().Values.OfType<string>())
        {
            if (!TryParse(sdl, out var document))
            {
                continue;
            }

            var result = SchemaBuilder.Build(document, new SchemaBuildOptions { AssumeValid = true });
            if (result.Schema is not { } schema)
            {
                continue;
            }

            var printed = SchemaPrinter.Print(schema, SchemaPrintOptions.Source);
            Assert.Equal(
                printed, SchemaPrinter.Print(GraphQLJsCases.BuildUnchecked(printed), SchemaPrintOptions.Source));
        }
    }

    private static bool TryParse(string sdl, out DocumentNode document)
    {
        try
        {
            document = Parser.Parse(sdl);
            return true;
        }
        catch (SyntaxException)
        {
            document = null!;
            return false;
        }
    }

    private static string? Compare(JsonElement record, SchemaBuildResult result)
    {
        if (record.TryGetProperty("error", out var error))
        {
            return result.IsSuccess ? $"  expected the error {error}" : null;
        }

        return result.IsSuccess
            ? ComparePrinted(record, result.Schema)
            : $"  unexpected {string.Join("\n             ", result.Diagnostics)}";
    }

    private static string? ComparePrinted(JsonElement record, GraphQLSchema schema)
    {
        var expected = record.GetProperty("printed").GetString();
        var actual = SchemaPrinter.Print(schema);
        return actual == expected ? null : $"--- expected\n{expected}\n--- actual\n{actual}\n---";
    }
}

using System.Buffers;
using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation;

namespace Gateway.Bench.Language;

/// <summary>What the language run measures: four documents, each parsed, checked and printed.</summary>
internal static class LanguageActions
{
    private const int PrintedBytes = 2 << 20;

    public static IReadOnlyDictionary<string, byte[]> Files { get; } = new Dictionary<string, byte[]>
    {
        ["schema"] = Encoding.UTF8.GetBytes(Sample.Schema),
        ["small"] = Encoding.UTF8.GetBytes(Sample.SmallQuery),
        ["ninety"] = Encoding.UTF8.GetBytes(Sample.Query),
        ["introspection"] = Encoding.UTF8.GetBytes(Sample.IntrospectionQuery),
        ["sdl"] = Encoding.UTF8.GetBytes(LargeSchema.Text),
    };

    public static IReadOnlyList<LanguageAction> All()
    {
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(Sample.Schema));
        return
        [
            .. Query("small query", "small", schema),
            .. Query("query of 90 fields", "ninety", schema),
            .. Query("full introspection query", "introspection", schema),
            .. Sdl("SDL of 1 MB", "sdl"),
        ];
    }

    private static IEnumerable<LanguageAction> Query(string heading, string file, GraphQLSchema schema)
    {
        var document = Parser.Parse(Files[file]);
        return
        [
            .. Syntax(heading, file),
            new LanguageAction(
                heading, "validate", file, "validate", Files[file].Length, () => Validate(schema, document)),
            new LanguageAction(
                heading, "parse and validate", file, "check", Files[file].Length,
                () => Validate(schema, Parser.Parse(Files[file]))),
        ];
    }

    private static IEnumerable<LanguageAction> Sdl(string heading, string file)
    {
        var document = Parser.Parse(Files[file]);
        return
        [
            .. Syntax(heading, file),
            new LanguageAction(
                heading, "validate and build the schema", file, "build", Files[file].Length,
                () => SchemaBuilder.BuildOrThrow(document)),
            new LanguageAction(
                heading, "parse, validate and build the schema", file, "load", Files[file].Length,
                () => SchemaBuilder.BuildOrThrow(Parser.Parse(Files[file]))),
        ];
    }

    private static IEnumerable<LanguageAction> Syntax(string heading, string file)
    {
        var text = Files[file];
        var document = Parser.Parse(text);
        var output = new ArrayBufferWriter<byte>(PrintedBytes);
        return
        [
            new LanguageAction(heading, "parse", file, "parse", text.Length, () => Parser.Parse(text)),
            new LanguageAction(
                heading, "parse and make every node", file, "parse", text.Length,
                () => _ = Parser.Parse(text).Definitions),
            new LanguageAction(heading, "print", file, "print", text.Length, () =>
            {
                output.ResetWrittenCount();
                Printer.Print(document, output);
            }),
        ];
    }

    private static void Validate(GraphQLSchema schema, DocumentNode document)
    {
        if (DocumentValidator.Validate(schema, document) is [var error, ..])
        {
            throw new BenchException($"A query is refused: {error.Message}");
        }
    }
}

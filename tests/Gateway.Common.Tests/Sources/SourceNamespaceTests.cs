using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Sources;

/// <summary>Sources that call different things the same.</summary>
public sealed class SourceNamespaceTests
{
    [Theory]
    [InlineData("type Money { amount: Float }", "type Money { cents: Int }", "AMoney BMoney")]
    [InlineData("type Money { amount: Float }", "type Money { amount: Float }", "AMoney BMoney")]
    [InlineData("type Money @shareable { amount: Float }", "type Money @shareable { amount: Float }", "Money Money")]
    [InlineData("type Money @shareable { amount: Float }", "type Money { amount: Float }", "AMoney BMoney")]
    [InlineData("type Item @key(fields: \"id\") { id: ID! x: Int }", "type Item @key(fields: \"id\") { id: ID! }", "Item Item")]
    [InlineData(
        "type Item @key(fields: \"id\") @inferred { id: ID! }",
        "type Item @key(fields: \"id\") { id: ID! }",
        "AItem BItem")]
    [InlineData("enum Sort { UP DOWN }", "enum Sort { DOWN UP }", "Sort Sort")]
    [InlineData("enum Sort { UP }", "enum Sort { DOWN }", "ASort BSort")]
    [InlineData("input In { a: Int }", "input In { a: Int }", "In In")]
    [InlineData("input In { a: Int = 1 }", "input In { a: Int }", "AIn BIn")]
    [InlineData("input In { s: Sort } enum Sort { UP }", "input In { s: Sort } enum Sort { DOWN }", "AIn ASort BIn BSort")]
    [InlineData("scalar T @specifiedBy(url: \"u\")", "scalar T @specifiedBy(url: \"u\")", "T T")]
    [InlineData("scalar T @specifiedBy(url: \"u\")", "scalar T", "T T")]
    [InlineData("scalar T @specifiedBy(url: \"u\")", "scalar T @specifiedBy(url: \"v\")", "AT BT")]
    [InlineData("type AMoney { a: Int } type Money { a: Int }", "type Money { b: Int }", "AMoney AMoney2 BMoney")]
    public void Types_are_one_only_where_all_say_so(string a, string b, string expected) =>
        Assert.Equal(expected, Check(("a", true, a), ("b", true, b)));

    [Fact]
    public void A_source_of_its_own_names_keeps_them() => Assert.Equal(
        "Money BMoney CMoney",
        Check(
            ("a", false, "type Money { a: Int }"),
            ("b", true, "type Money { a: Int }"),
            ("c", true, "type Money { a: Int }")));

    [Fact]
    public void The_order_of_the_sources_changes_nothing() => Assert.Equal(
        "BMoney AMoney", Check(("b", true, "type Money { a: Int }"), ("a", true, "type Money { b: Int }")));

    [Fact]
    public void Root_fields_are_kept_apart_and_composed_calls_go_where_they_went()
    {
        const string Contract = """
            type Query { status: Status @rest(method: "GET", path: "/s") list: Status @unwrap(field: "inner", type: "Status") @rest(method: "GET", path: "/l") }
            type Status { is: Kind inner: Status }
            enum Kind { GOOD BAD }
            """;
        var (documents, warnings) = SourceNamespaces.Apply(
        [
            new("first-one", true, Parser.Parse(Contract)),
            new("second", true, Parser.Parse(Contract.Replace("BAD", "WORSE", StringComparison.Ordinal))),
        ]);
        Assert.All(warnings, static warning => Assert.False(warning.IsError));
        Assert.Equal(8, warnings.Count);
        var errors = new List<CompositionError>();
        var schemas = documents.Select(one => SourceSchemaReader.Read(
            one.Name, SourceKind.Rest, Printer.Print(one.Document), null, errors)!).ToArray();
        var result = SchemaComposer.Compose(schemas);
        Assert.Empty(result.Errors);
        Assert.Equal(
            ["firstOneList", "firstOneStatus", "secondList", "secondStatus"],
            result.Supergraph!.ApiSchema.QueryType!.Fields.Select(static field => field.Name)
                .Order(StringComparer.Ordinal));
        Assert.Contains("type: \"FirstOneStatus\"", Printer.Print(documents[0].Document), StringComparison.Ordinal);
    }

    private static string Check(params (string Name, bool IsContract, string Sdl)[] sources)
    {
        var (documents, _) = SourceNamespaces.Apply(
            [.. sources.Select(static source => new NamedDocument(
                source.Name, source.IsContract, Parser.Parse(source.Sdl)))]);
        return string.Join(' ', documents.SelectMany(static source =>
            source.Document.Definitions.OfType<TypeDefinitionNode>().Select(static type => type.Name.Value)));
    }
}

using System.Text.RegularExpressions;
using Gateway.Common.Language;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Overlays;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Overlays;

/// <summary>A contract changed by an overlay beside it.</summary>
public sealed class OverlayTests
{
    private const string Source = """
        type Query {
          listOrders(customer_id: ID!, page: Int = 1): OrderList @rest(path: "/orders")
          getOrder(id: ID!): Order @rest(path: "/orders/{id}")
        }
        type OrderList { items: [Order!]! total: Int }
        type Order implements Node { id: ID! status: Status internalCode: String lines: [Line!] }
        type Line { sku: String }
        interface Node { id: ID! }
        union Any = Order | Line
        enum Status { NEW PAID LOST }
        input OrderFilter { status: Status text: String }
        scalar Money
        """;

    /// <summary>Overlay and what of the schema it changes, as printed.</summary>
    [Theory]
    [InlineData("hide", """
        extend type Query { getOrder: Order @hide }
        extend type Order { internalCode: String @hide }
        extend enum Status { LOST @hide }
        extend input OrderFilter { text: String @hide }
        extend type Line @hide { sku: String @hide }
        extend union Any @hide
        extend type Order { lines: [Line!] @hide }
        """)]
    [InlineData("rename", """
        extend type Order @rename(to: "Purchase") { status: Status @rename(to: "state") }
        extend type Query { listOrders(customer_id: ID! @rename(to: "customer")): OrderList @rename(to: "purchases") }
        extend enum Status @rename(to: "State") { NEW @rename(to: "OPEN") }
        extend input OrderFilter @rename(to: "PurchaseFilter") { text: String @rename(to: "words") }
        extend interface Node @rename(to: "Thing")
        extend union Any @rename(to: "Either")
        extend scalar Money @rename(to: "Amount")
        """)]
    [InlineData("bind", """
        type Customer @key(fields: "id") {
          id: ID!
          orders(customer_id: ID! @require(field: "id"), page: Int): OrderList @bind(field: "Query.listOrders")
        }
        extend type Query { listOrders: OrderList @hide }
        """)]
    [InlineData("unwrap", """
        extend type Query { listOrders: [Order!] @unwrap(field: "items") }
        """)]
    [InlineData("retype", """
        extend type Order { id: ID "What it is worth." total: Money! status: Status! }
        extend type Mutation { pay: Order }
        """)]
    public void An_overlay_changes_the_contract_and_nothing_else(string name, string overlay) =>
        Snapshot.Match(Check(overlay), $"tests/Gateway.Common.Tests/Sources/Overlays/Snapshots/{name}.snap");

    /// <summary>Overlay, and its diagnostics.</summary>
    [Theory]
    [InlineData(
        "extend type Ordr { id: ID }",
        "o.graphql:1 OVERLAY_TARGET_UNKNOWN: The source has no type 'Ordr' to extend. Did you mean 'Order'? "
        + "Write 'type Ordr' to add one.")]
    [InlineData(
        "\n\nextend type Elsewhere { id: ID }",
        "o.graphql:3 OVERLAY_TARGET_UNKNOWN: The source has no type 'Elsewhere' to extend. Write 'type Elsewhere' to add one.")]
    [InlineData(
        "extend enum Order { A }",
        "o.graphql:1 OVERLAY_KIND_MISMATCH: 'Order' is another kind of type in the source.")]
    [InlineData(
        "type New {\n  a: Int @bind(field: \"Query.nowhere\")\n}",
        "o.graphql:2 OVERLAY_BINDING_UNKNOWN: The source has no field 'Query.nowhere' for 'a' to bind to.")]
    [InlineData(
        "type New { a: Int @bind(field: \"nothing\") }",
        "o.graphql:1 OVERLAY_BINDING_UNKNOWN: The source has no field 'nothing' for 'a' to bind to.")]
    [InlineData(
        "query { a }",
        "o.graphql:1 OVERLAY_NOT_TYPE_SYSTEM: An overlay holds type system definitions and extensions only.")]
    [InlineData(
        "extend type Query {\n  getOrdr: Order @hide }",
        "o.graphql:2 OVERLAY_MEMBER_UNKNOWN: The source's 'Query' has no 'getOrdr'. Did you mean 'getOrder'?")]
    [InlineData(
        "extend type Query { orders: OrderList @cacheControl(maxAge: 1) }",
        "o.graphql:1 OVERLAY_MEMBER_UNKNOWN: The source's 'Query' has no 'orders'.")]
    [InlineData(
        "extend type Order { intrnalCode: String @hide }",
        "o.graphql:1 OVERLAY_MEMBER_UNKNOWN: The source's 'Order' has no 'intrnalCode'. Did you mean 'internalCode'?")]
    [InlineData(
        "extend type Query { getOrder(ids: ID! @rename(to: \"key\")): Order }",
        "o.graphql:1 OVERLAY_MEMBER_UNKNOWN: The source's 'Query.getOrder' has no 'ids'. Did you mean 'id'?")]
    [InlineData(
        "extend enum Status { OLD @hide }",
        "o.graphql:1 OVERLAY_MEMBER_UNKNOWN: The source's 'Status' has no 'OLD'.")]
    [InlineData(
        "extend input OrderFilter { txt: String @hide }",
        "o.graphql:1 OVERLAY_MEMBER_UNKNOWN: The source's 'OrderFilter' has no 'txt'. Did you mean 'text'?")]
    [InlineData(
        "extend type Order @authentcated { id: ID! @onwer(claim: \"x\") }",
        "o.graphql:1 OVERLAY_WORD_UNKNOWN: Nobody reads '@authentcated'. Did you mean '@authenticated'?\n"
        + "o.graphql:1 OVERLAY_WORD_UNKNOWN: Nobody reads '@onwer'. Did you mean '@owner'?")]
    [InlineData(
        "extend type Order @rename(to: \"a b\")",
        "o.graphql:1 OVERLAY_RENAME_INVALID: @rename needs one argument, to: a name of letters, digits and _.")]
    [InlineData(
        "extend type Query { listOrders: OrderConnection @paging(style: PAGES, size: \"size\", items: \"itms\") }",
        "o.graphql:1 OVERLAY_PAGING_INVALID: @paging: style is PAGE, OFFSET, CURSOR or LINK.\n"
        + "o.graphql:1 OVERLAY_PAGING_INVALID: @paging: size names no argument of the field: 'size'.\n"
        + "o.graphql:1 OVERLAY_PAGING_INVALID: @paging: items names no field of OrderList: 'itms'.")]
    [InlineData(
        "extend type Ordr { id: ID }\nextend enum Order { A }",
        "o.graphql:1 OVERLAY_TARGET_UNKNOWN: The source has no type 'Ordr' to extend. Did you mean 'Order'? "
        + "Write 'type Ordr' to add one.\n"
        + "o.graphql:2 OVERLAY_KIND_MISMATCH: 'Order' is another kind of type in the source.")]
    public void What_the_contract_does_not_have_is_named_with_its_line(string overlay, string expected) =>
        Assert.Equal(expected, Check(overlay));

    /// <summary>Overlay, and what is left of what an importer inferred.</summary>
    [Theory]
    [InlineData("extend type Query @tag(name: \"x\")", "@lookup @inferred, customer, @key(fields: \"id\") @inferred @key(fields: \"customerId\")")]
    [InlineData("extend type Query { order(id: ID! @claim(name: \"o\")): Order }", "customer, @key(fields: \"id\") @inferred @key(fields: \"customerId\")")]
    [InlineData("extend type Query { order: Order @hide }", "customer, @key(fields: \"id\") @inferred @key(fields: \"customerId\")")]
    [InlineData("extend type Query { order: Order @rename(to: \"purchase\") }", "@lookup @inferred, customer, @key(fields: \"id\") @inferred @key(fields: \"customerId\")")]
    [InlineData("extend type Order { id: ID! @rename(to: \"no\") }", "customer, @inferred @key(fields: \"customerId\")")]
    [InlineData("extend type Order { customerId: ID! @hide }", "@key(fields: \"id\") @inferred")]
    [InlineData("extend type Order @key(fields: \"id\")", "@lookup @inferred, customer, @key(fields: \"id\")")]
    [InlineData("extend type Query { orders(ids: [ID!]! @is(field: \"id\")): [Order] @lookup }", "customer, @key(fields: \"id\") @inferred @key(fields: \"customerId\")")]
    public void What_was_inferred_gives_way_to_the_overlay(string overlay, string expected)
    {
        const string Inferred = """
            type Query { order(id: ID!): Order @rest(path: "/o/{id}") @lookup @inferred orders(ids: [ID!]!): [Order] @rest(path: "/o") }
            type Order @key(fields: "id") @inferred @key(fields: "customerId") {
              id: ID! customerId: ID!
              customer(id: ID! @require(field: "customerId")): String @rest(path: "/c/{id}") @inferred
            }
            """;
        var (document, diagnostics) = Overlay.Apply(Parser.Parse(Inferred), Parser.Parse(overlay), "o.graphql");
        Assert.Empty(diagnostics);
        var types = document!.Definitions.OfType<ObjectTypeDefinitionNode>().ToArray();
        var lookup = types[0].Fields.FirstOrDefault(static field => field.Directives.Any(static one => one.Name.Is("inferred"u8)));
        string?[] left =
        [
            lookup is null ? null : "@lookup @inferred",
            types[1].Fields.Any(static field => field.Name.Is("customer"u8)) ? "customer" : null,
            string.Join(' ', types[1].Directives.Select(static one => Printer.Print(one))),
        ];
        Assert.Equal(expected, string.Join(", ", left.OfType<string>()));
    }

    [Fact]
    public void Every_word_of_the_documentation_is_read()
    {
        var text = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "docs/overlay.md"));
        var words = Regex.Matches(text, "@([a-z][A-Za-z]+)").Select(static match => match.Groups[1].Value);
        Assert.Empty(words.Except(OverlayWords.All));
    }

    private static string Check(string overlay)
    {
        var (document, diagnostics) = Overlay.Apply(Parser.Parse(Source), Parser.Parse(overlay), "o.graphql");
        return document is null
            ? string.Join('\n', diagnostics.Select(found => $"{found.File}:{found.Line} {found.Code}: {found.Message}"))
            : Printer.Print(document);
    }
}

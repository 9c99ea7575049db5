using System.Text;
using Gateway.Common.Endpoints;
using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Endpoints;

/// <summary>A small billing schema, its operations, and requests to them.</summary>
internal static class EndpointFixture
{
    public const string Sdl =
        """
        type Query {
          "One invoice."
          invoice("The invoice's number." id: ID!): Invoice
          customer(id: ID!): Customer!
          search(text: String, statuses: [InvoiceStatus!], max: Int = 20, ratio: Float, open: Boolean, since: DateTime): [Found!]!
        }
        type Mutation {
          payInvoice(id: ID!, payment: PaymentInput!): Payment
          note(id: ID!, text: String!, tags: [String!]): Boolean!
        }
        "What a customer owes."
        type Invoice implements Node { id: ID! status: InvoiceStatus! amount: Decimal! lines: [Line!]! customer: Customer old: String @deprecated }
        type Line { text: String quantity: Int! }
        type Customer implements Node { id: ID! name: String invoices(status: InvoiceStatus, page: Int): [Invoice!]! }
        type Payment { id: ID! at: DateTime! }
        interface Node { id: ID! }
        union Found = Invoice | Customer
        enum InvoiceStatus { OPEN "Nothing is owed." PAID }
        "A payment."
        input PaymentInput { "In the invoice's currency." amount: Decimal! method: PaymentMethod = CARD payer: PayerInput }
        input PayerInput { name: String! }
        enum PaymentMethod { CARD TRANSFER }
        scalar Decimal
        scalar DateTime @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6")
        """;

    public const string Operations =
        """
        "Returns one invoice."
        query GetInvoice($id: ID!) @endpoint(method: GET, path: "/v1/invoices/{id}") {
          invoice(id: $id) { id status amount lines { text quantity } customer { id name } }
        }

        query CustomerInvoices($id: ID!, $status: InvoiceStatus, $page: Int = 1)
          @endpoint(path: "/v1/customers/{id}/invoices", partial: true) {
          customer(id: $id) { ...Names invoices(status: $status, page: $page) { id old } }
        }

        mutation PayInvoice($id: ID!, $payment: PaymentInput!)
          @endpoint(method: POST, path: "/v1/invoices/{id}/payments", body: "payment", status: 201) {
          payInvoice(id: $id, payment: $payment) { id at }
        }

        mutation Note($id: ID!, $text: String!, $tags: [String!]) @endpoint(path: "/v1/invoices/{id}/notes") {
          note(id: $id, text: $text, tags: $tags)
        }

        query Search(
          "Words to look for." $text: String, $statuses: [InvoiceStatus!], $max: Int = 20, $ratio: Float,
          $open: Boolean, $since: DateTime, $brief: Boolean! = false) @endpoint(path: "/v2/search", deprecated: true) {
          search(text: $text, statuses: $statuses, max: $max, ratio: $ratio, open: $open, since: $since) {
            __typename ... on Node { id } ... on Invoice { status @skip(if: $brief) } ... on Customer { name }
          }
        }

        query NotServed { invoice(id: 1) { id } }

        fragment Names on Customer { id name }
        """;

    private static readonly Lazy<GraphQLSchema> LazySchema = new(() => SchemaBuilder.BuildOrThrow(Parser.Parse(Sdl)));

    private static readonly Lazy<EndpointTable> LazyTable = new(() => CompileOrThrow(Operations));

    public static GraphQLSchema Schema => LazySchema.Value;

    public static EndpointTable Table => LazyTable.Value;

    public static EndpointCompilation Compile(params string[] documents) => EndpointCompiler.Compile(
        Schema, documents.Select((text, index) => new TrustedDocument($"file{index}", Encoding.UTF8.GetBytes(text))));

    public static EndpointTable CompileOrThrow(string document)
    {
        var compilation = Compile(document);
        Assert.Empty(compilation.Diagnostics);
        return compilation.Table;
    }

    /// <summary>Finds the endpoint of a request as a transport does.</summary>
    public static (RestEndpoint Endpoint, EndpointInput Input) Request(string method, string target, string body = "")
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var query = question < 0
            ? []
            : target[(question + 1)..].Split('&').Select(pair => pair.Split('=', 2))
                .Select(pair => new QueryParameter(pair[0], Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "")))
                .ToList();
        var match = Table.Match(method, path);
        Assert.NotNull(match.Endpoint);
        return (match.Endpoint, new EndpointInput(match.PathValues, query, Encoding.UTF8.GetBytes(body)));
    }
}

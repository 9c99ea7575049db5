using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Soap;

/// <summary><c>@soap</c>: the operation that a field is bound to.</summary>
/// <param name="Namespace">Of the request's element.</param>
/// <param name="Request">Local name of the request's element; null for an empty body.</param>
/// <param name="Response">Local name of the answer's element; null where any is taken (rpc style).</param>
/// <param name="ResponseNamespace">Of the answer's element.</param>
/// <param name="Result">
/// Local name of the answer's one child that is the field's value; null where it is the answer's element itself.
/// </param>
/// <param name="IsQualified">
/// Whether elements are in <paramref name="Namespace"/> where no <c>@xml(namespace:)</c> says otherwise.
/// </param>
/// <param name="Faults">
/// The detail elements that the contract declares, with their namespaces and what stands in them:
/// <see cref="Wire.FaultMember"/>.
/// </param>
/// <param name="IsSafe">Null: by the root type that the field stands on.</param>
internal sealed record SoapDirective(
    string Action,
    bool IsSoap12,
    string Namespace,
    string? Request,
    string? Response,
    string ResponseNamespace,
    string? Result,
    bool IsQualified,
    bool IsOneWay,
    IReadOnlyList<string> Faults,
    bool? IsSafe)
{
    /// <summary>Bodies by SOAP's encoding: types are named, references followed.</summary>
    public bool IsEncoded { get; init; }

    /// <summary>Binary arguments travel as attachments.</summary>
    public bool IsMtom { get; init; }

    /// <summary>WS-Addressing headers are sent.</summary>
    public bool IsAddressing { get; init; }

    public const string Definition =
        """
        "Binds a field to an operation of a SOAP service."
        directive @soap(
          action: String! = ""
          version: String! = "1.1"
          namespace: String! = ""
          "The request's element; none for an empty body."
          request: String
          "The answer's element; none where any is taken."
          response: String
          responseNamespace: String
          "The answer's one child that is the field's value."
          result: String
          "Whether elements are in the namespace unless `@xml` says otherwise."
          qualified: Boolean! = true
          oneWay: Boolean! = false
          "Elements of a fault's detail that the contract declares, as `{namespace}Name: (member: Type)`."
          faults: [String!]
          "Whether a call changes nothing; by default that of a query."
          safe: Boolean
          "Bodies are encoded by SOAP 1.1 section 5: types are named, references followed."
          encoded: Boolean! = false
          "Binary arguments are sent as attachments (MTOM)."
          mtom: Boolean! = false
          "WS-Addressing headers are sent."
          addressing: Boolean! = false
        ) on FIELD_DEFINITION
        """;

    public static bool IsOn(FieldDefinition field) => field.HasDirective("soap"u8);

    public static SoapDirective Of(FieldDefinition field)
    {
        var directive = field.FindDirective("soap"u8);
        var ns = directive.FindString("namespace"u8) ?? "";
        return new SoapDirective(
            directive.FindString("action"u8) ?? "",
            directive.FindString("version"u8) == "1.2",
            ns,
            directive.FindString("request"u8),
            directive.FindString("response"u8),
            directive.FindString("responseNamespace"u8) ?? ns,
            directive.FindString("result"u8),
            directive.FindBoolean("qualified"u8) ?? true,
            directive.FindBoolean("oneWay"u8) ?? false,
            directive.FindStrings("faults"u8),
            directive.FindBoolean("safe"u8))
        {
            IsEncoded = directive.FindBoolean("encoded"u8) ?? false,
            IsMtom = directive.FindBoolean("mtom"u8) ?? false,
            IsAddressing = directive.FindBoolean("addressing"u8) ?? false,
        };
    }
}

namespace Gateway.Common.Sources.Rest;

/// <summary>
/// The directives that bind a source schema to HTTP calls; an imported schema carries their definitions.
/// </summary>
/// <remarks>Names that differ on the wire are <see cref="WireName"/>'s, for all protocols.</remarks>
internal static class RestDirectives
{
    /// <summary>Of <c>produces</c>: success has no content, and the field is true.</summary>
    public const string NoContent = "none";

    /// <summary>
    /// The call that resolves a field. <c>path</c> is an RFC 6570 level 1 template below the source's address;
    /// <c>produces</c> the media type of success where it is not <c>application/json</c>, or <c>none</c>.
    /// </summary>
    public const string Rest =
        "directive @rest(method: String!, path: String!, produces: String) on FIELD_DEFINITION";

    /// <summary>
    /// Where an argument is sent: <c>in</c> is PATH, QUERY, HEADER or COOKIE, by default PATH if the template names the
    /// argument
    /// and QUERY if not; <c>style</c>, <c>explode</c> and <c>reserved</c> mean what OpenAPI's style, explode and
    /// allowReserved
    /// mean, with its defaults; <c>contentType</c> sends the value as JSON text.
    /// </summary>
    public const string Param =
        "directive @param(in: String, style: String, explode: Boolean, reserved: Boolean, contentType: String)"
        + " on ARGUMENT_DEFINITION";

    /// <summary>The argument that is the request's body, as JSON where nothing else is said.</summary>
    public const string Body =
        "directive @body(contentType: String = \"application/json\") on ARGUMENT_DEFINITION";

    /// <summary>
    /// How one part of a form is sent: of a multipart one the types that its content may have, as OpenAPI's encoding
    /// lists them, and header fields that are the same for every call, each <c>Name: value</c>; of any form
    /// <c>style</c>, <c>explode</c> and <c>reserved</c> as <see cref="Param"/> has them for a query; of a
    /// form-urlencoded one <c>contentType</c> for JSON text.
    /// </summary>
    public const string Part =
        "directive @part(name: String!, contentType: String, headers: [String!], style: String, explode: Boolean,"
        + " reserved: Boolean) repeatable on ARGUMENT_DEFINITION";

    /// <summary>The argument that is a header field of one part of a multipart body.</summary>
    public const string PartHeader =
        "directive @partHeader(part: String!, name: String!) on ARGUMENT_DEFINITION";

    /// <summary>
    /// The property that tells a union's member, and its values where they are not the member's name: lists of a value
    /// and its type, or several of which another discriminator tells the one. With <c>within</c> it is such another
    /// one: it tells apart those members, once they are all that is left, by the values that it lists.
    /// </summary>
    public const string Discriminator =
        "directive @discriminator(property: String!, mapping: [[String!]!], within: [String!])"
        + " repeatable on UNION | INPUT_OBJECT";

    /// <summary>A list of this type is an object on the wire: a property for each entry.</summary>
    public const string MapEntry = "directive @mapEntry on OBJECT | INPUT_OBJECT";

    /// <summary>The properties of an object that no other field of its type stands for, as entries.</summary>
    public const string Additional = "directive @additional on FIELD_DEFINITION | INPUT_FIELD_DEFINITION";

    /// <summary>
    /// An object that is none on the wire: its one field, beside those that are headers, is the whole value.
    /// </summary>
    public const string Wrapped = "directive @wrapped on OBJECT";

    /// <summary>An enum value that is not a string on the wire: its JSON.</summary>
    public const string WireValue = "directive @wireValue(json: String!) on ENUM_VALUE";

    /// <summary>A field of what a call answers that is a header of the answer; null where there is none.</summary>
    public const string Header = "directive @header(name: String!) on FIELD_DEFINITION";

    /// <summary>
    /// A field whose value lies deeper in its object, at a JSON pointer: null where there is nothing. It names one
    /// element of a list, one entry of a map. Source: RFC 6901.
    /// </summary>
    public const string Pointer = "directive @pointer(path: String!) on FIELD_DEFINITION";

    /// <summary>
    /// What the contract adds to a problem (RFC 9457): members of one value each, of the responses with these statuses,
    /// a range (<c>4XX</c>) or <c>default</c>. Clients see them where the source's settings show problems.
    /// </summary>
    public const string Problem =
        "directive @problem(statuses: [String!]!, members: [String!]!) repeatable on FIELD_DEFINITION";

    public static IReadOnlyList<string> Definitions { get; } =
    [
        Rest, Param, Body, Part, PartHeader, Discriminator, MapEntry, Additional, Wrapped, WireValue, Header, Pointer,
        Problem,
    ];
}

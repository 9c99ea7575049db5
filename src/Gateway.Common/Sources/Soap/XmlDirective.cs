using Gateway.Common.Language;

namespace Gateway.Common.Sources.Soap;

/// <summary><c>@xml</c>: how a field or type stands in XML where the default does not say it.</summary>
/// <param name="Namespace">Of a type: of its elements. Null: the type's, else the operation's.</param>
/// <param name="IsNillable">Null is written as <c>xsi:nil</c>.</param>
/// <param name="IsRequired">The element is written even without a value: as <c>xsi:nil</c>.</param>
/// <param name="IsTextList">A list's items stand in one text, white space between them (<c>xs:list</c>).</param>
internal sealed record XmlDirective(
    XmlNodeKind Kind, string? Namespace, bool IsNillable, bool IsRequired, bool IsTextList)
{
    public const string Definition =
        """
        "How a value stands in XML: as ELEMENT, ATTRIBUTE, TEXT, GROUP, ANY, PRESENCE or HEADER."
        directive @xml(
          as: String! = "ELEMENT"
          "Of a type: that of its elements."
          namespace: String
          "Null is written as `xsi:nil`."
          nillable: Boolean! = false
          "The element is written even without a value."
          required: Boolean! = false
          "A list's items stand in one text with spaces between them."
          list: Boolean! = false
        ) on
          | FIELD_DEFINITION
          | ARGUMENT_DEFINITION
          | INPUT_FIELD_DEFINITION
          | OBJECT
          | INTERFACE
          | INPUT_OBJECT
        """;

    private static readonly XmlDirective Default = new(XmlNodeKind.Element, null, false, false, false);

    /// <param name="directive">Null where none is applied.</param>
    /// <remarks>Errors: <see cref="SourceException"/> for a kind that there is not.</remarks>
    public static XmlDirective Of(DirectiveNode? directive) => directive is null
        ? Default
        : new XmlDirective(
            KindOf(directive.FindString("as"u8)),
            directive.FindString("namespace"u8),
            directive.FindBoolean("nillable"u8) ?? false,
            directive.FindBoolean("required"u8) ?? false,
            directive.FindBoolean("list"u8) ?? false);

    private static XmlNodeKind KindOf(string? name) => name switch
    {
        null or "ELEMENT" => XmlNodeKind.Element,
        "ATTRIBUTE" => XmlNodeKind.Attribute,
        "TEXT" => XmlNodeKind.Text,
        "GROUP" => XmlNodeKind.Group,
        "ANY" => XmlNodeKind.Any,
        "PRESENCE" => XmlNodeKind.Presence,
        "HEADER" => XmlNodeKind.Header,
        _ => throw new SourceException(
            SourceErrorCodes.Failed, "A field is bound wrongly.", $"@xml(as: \"{name}\") is no kind of XML node."),
    };
}

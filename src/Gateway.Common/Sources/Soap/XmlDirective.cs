using Gateway.Common.Language;

namespace Gateway.Common.Sources.Soap;

/// <summary><c>@xml</c>: how a field or type stands in XML where the default does not say it.</summary>
/// <param name="Namespace">Of a type: of its elements. Null: the type's, else the operation's.</param>
/// <param name="IsNillable">Null is written as <c>xsi:nil</c>.</param>
/// <param name="IsRequired">The element is written even without a value: as <c>xsi:nil</c>.</param>
/// <param name="IsTextList">A list's items stand in one text, white space between them (<c>xs:list</c>).</param>
/// <param name="DefaultText">What the text of an absent attribute, or of an empty element, stands for; or null.</param>
/// <param name="TypeName">
/// In encoded bodies the name of the value's type: <c>xs:int</c>, <c>{namespace}Name</c>, or with <c>[]</c> behind it
/// an array of that type.
/// </param>
/// <param name="Space">What white space in an answer's String means.</param>
internal sealed record XmlDirective(
    XmlNodeKind Kind, string? Namespace, bool IsNillable, bool IsRequired, bool IsTextList, string? DefaultText = null,
    string? TypeName = null, WhiteSpace Space = WhiteSpace.Preserve)
{
    public const string Definition =
        """"
        """
        How a value stands in XML: as ELEMENT, ATTRIBUTE, TEXT, GROUP, ANY, ANYATTRIBUTE, PRESENCE, HEADER, ITEM or
        TYPE.
        """
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
          "What an absent attribute or an empty element stands for."
          default: String
          "In encoded bodies: the type's name, xs:int or {namespace}Name, with [] for an array of it."
          type: String
          "White space in an answer: PRESERVE, REPLACE each by a space, or COLLAPSE."
          space: String! = "PRESERVE"
        ) on
          | FIELD_DEFINITION
          | ARGUMENT_DEFINITION
          | INPUT_FIELD_DEFINITION
          | OBJECT
          | INTERFACE
          | INPUT_OBJECT
        """";

    private static readonly XmlDirective Default = new(XmlNodeKind.Element, null, false, false, false);

    /// <param name="directive">Null where none is applied.</param>
    /// <remarks>Errors: <see cref="SourceException"/> for a word that there is not.</remarks>
    public static XmlDirective Of(DirectiveNode? directive) => directive is null
        ? Default
        : new XmlDirective(
            KindOf(directive.FindString("as"u8)),
            directive.FindString("namespace"u8),
            directive.FindBoolean("nillable"u8) ?? false,
            directive.FindBoolean("required"u8) ?? false,
            directive.FindBoolean("list"u8) ?? false,
            directive.FindString("default"u8),
            directive.FindString("type"u8),
            SpaceOf(directive.FindString("space"u8)));

    /// <summary>The name of a kind in <c>@xml(as:)</c>.</summary>
    public static string NameOf(XmlNodeKind kind) => kind.ToString().ToUpperInvariant();

    private static WhiteSpace SpaceOf(string? name) => name switch
    {
        null or "PRESERVE" => WhiteSpace.Preserve,
        "REPLACE" => WhiteSpace.Replace,
        "COLLAPSE" => WhiteSpace.Collapse,
        _ => throw new SourceException(
            SourceErrorCodes.Failed, "A field is bound wrongly.", $"@xml(space: \"{name}\") is nothing to do."),
    };

    private static XmlNodeKind KindOf(string? name) => name switch
    {
        null or "ELEMENT" => XmlNodeKind.Element,
        "ATTRIBUTE" => XmlNodeKind.Attribute,
        "TEXT" => XmlNodeKind.Text,
        "GROUP" => XmlNodeKind.Group,
        "ANY" => XmlNodeKind.Any,
        "PRESENCE" => XmlNodeKind.Presence,
        "HEADER" => XmlNodeKind.Header,
        "ITEM" => XmlNodeKind.Item,
        "TYPE" => XmlNodeKind.Type,
        "ANYATTRIBUTE" => XmlNodeKind.AnyAttribute,
        _ => throw new SourceException(
            SourceErrorCodes.Failed, "A field is bound wrongly.", $"@xml(as: \"{name}\") is no kind of XML node."),
    };
}

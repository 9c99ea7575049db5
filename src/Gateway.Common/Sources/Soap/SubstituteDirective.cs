using Gateway.Common.Language;

namespace Gateway.Common.Sources.Soap;

/// <summary><c>@substitute</c>: another element that may stand for a field's, and what its value then is.</summary>
/// <param name="Type">The object type's name in the contract; null: that of the field.</param>
/// <remarks>Source: XML Schema 1.0 Part 1 §3.3.6 substitution groups.</remarks>
internal sealed record SubstituteDirective(string Element, string? Namespace, string? Type)
{
    public const string Definition =
        """
        "Another element that may stand for a field's (a substitution group), and the type that its value then has."
        directive @substitute(element: String!, namespace: String, type: String) repeatable on FIELD_DEFINITION
        """;

    public static IEnumerable<SubstituteDirective> Of(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives.Where(static directive => directive.Name.Is("substitute"u8)))
        {
            yield return new SubstituteDirective(
                directive.FindString("element"u8) ?? "",
                directive.FindString("namespace"u8),
                directive.FindString("type"u8));
        }
    }

    public override string ToString()
    {
        var ns = Namespace is null ? "" : $", namespace: {SdlWriter.Quote(Namespace)}";
        var type = Type is null ? "" : $", type: {SdlWriter.Quote(Type)}";
        return $"@substitute(element: {SdlWriter.Quote(Element)}{ns}{type})";
    }
}

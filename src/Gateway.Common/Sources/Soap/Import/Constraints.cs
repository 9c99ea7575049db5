using System.Globalization;
using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Default and fixed values of elements and attributes.</summary>
/// <remarks>
/// Shape: an absent attribute and an empty element stand for their default, so answers are read with it. In requests a
/// default is GraphQL's own where the value is written anyway: absent optional elements stay absent.
/// Source: XML Schema 1.0 Part 1 §3.2.1, §3.3.1 (value constraint).
/// </remarks>
internal static class Constraints
{
    /// <summary>The argument of <c>@xml</c> for answers; none where there is no default.</summary>
    public static IEnumerable<string> DefaultFlag(XElement declaration) =>
        Of(declaration) is { } text ? [$"default: {SdlWriter.Quote(text)}"] : [];

    /// <summary>The default of an argument or input field as SDL; null where GraphQL can say none.</summary>
    /// <param name="declaration">Of the element or attribute.</param>
    /// <param name="leaf">The value's type.</param>
    /// <param name="registry">Has the enums.</param>
    public static string? Literal(XElement declaration, LeafType leaf, TypeRegistry registry)
    {
        if (leaf.IsList || Of(declaration) is not { } text)
        {
            return null;
        }

        var trimmed = text.Trim();
        return leaf.Name switch
        {
            "Boolean" => trimmed switch
            {
                "true" or "1" => "true",
                "false" or "0" => "false",
                _ => null,
            },
            "Int" => int.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? whole.ToString(CultureInfo.InvariantCulture)
                : null,
            "Float" => double.TryParse(trimmed, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number.ToString("R", CultureInfo.InvariantCulture)
                : null,
            NamedScalars.Json => null,
            "String" => SdlWriter.Quote(text),
            _ => registry.EnumValue(leaf.Name, trimmed, out var isEnum) ?? (isEnum ? null : SdlWriter.Quote(trimmed)),
        };
    }

    private static string? Of(XElement declaration) =>
        (string?)declaration.Attribute("default") ?? (string?)declaration.Attribute("fixed");
}

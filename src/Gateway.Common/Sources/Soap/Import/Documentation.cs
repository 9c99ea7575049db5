using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Documentation as descriptions.</summary>
internal static class Documentation
{
    /// <summary>Of a schema component; null where there is none.</summary>
    public static string? Of(XElement component) => Clean(
        component.Elements(ContractNamespaces.Xsd + "annotation")
            .Elements(ContractNamespaces.Xsd + "documentation")
            .FirstOrDefault()?.Value);

    /// <summary>Lines without the indentation that the XML around them has.</summary>
    public static string? Clean(string? text)
    {
        var lines = text?.ReplaceLineEndings("\n").Split('\n').Select(static line => line.Trim()) ?? [];
        var cleaned = string.Join('\n', lines).Trim('\n');
        return cleaned.Length == 0 ? null : cleaned;
    }
}

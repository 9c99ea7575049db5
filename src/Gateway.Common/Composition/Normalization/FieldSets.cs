using Gateway.Common.Language;

namespace Gateway.Common.Composition.Normalization;

/// <summary>Reads the selections and paths that directives carry as text.</summary>
internal static class FieldSets
{
    private static readonly ParserOptions Limits = new() { BytesMax = 64 * 1024, DepthMax = 32 };

    /// <summary>Null where the text is no selection.</summary>
    public static FieldSet? Read(string text)
    {
        try
        {
            return new FieldSet(OneLine(text), Parser.ParseSelectionSet(text, Limits));
        }
        catch (SyntaxException)
        {
            return null;
        }
    }

    /// <summary>A path as a selection of one field in another: <c>owner.id</c> is <c>owner { id }</c>.</summary>
    public static FieldSet? OfPaths(IEnumerable<IReadOnlyList<string>> paths) =>
        Read(string.Join(' ', paths.Select(OfPath)));

    /// <summary>The names of <c>owner.id</c>, or null where the text is more than a path.</summary>
    /// <remarks>Source: Composite Schemas Appendix A, Path of the field selection map.</remarks>
    public static IReadOnlyList<string>? ReadPath(string text)
    {
        var names = text.Split('.', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(names, IsName) ? names : null;
    }

    public static bool IsName(string text) =>
        text.Length > 0
        && !char.IsAsciiDigit(text[0])
        && text.All(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter));

    private static string OfPath(IReadOnlyList<string> path) =>
        string.Join(" { ", path) + string.Concat(Enumerable.Repeat(" }", path.Count - 1));

    private static string OneLine(string text)
    {
        var line = text.Contains('"') || text.Contains('#')
            ? Printer.StripIgnoredCharacters(text)
            : string.Join(' ', text.Split((char[])[' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries));
        return line.StartsWith('{') && line.EndsWith('}') ? line[1..^1].Trim() : line;
    }
}

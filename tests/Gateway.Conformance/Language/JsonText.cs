using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gateway.Conformance.Language;

/// <summary>Reads case files whose strings may hold unpaired surrogates, which the platform's reader refuses.</summary>
internal static class JsonText
{
    /// <summary>All records of a case file; the test skips where the file is absent.</summary>
    public static List<JsonElement> Records(string relativePath)
    {
        using var document = JsonDocument.Parse(
            File.ReadAllBytes(Testing.SharedFiles.Require(relativePath)), new JsonDocumentOptions { MaxDepth = 512 });
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    public static string Text(this JsonElement element, string property) => Text(element.GetProperty(property));

    public static string Text(this JsonElement element)
    {
        var raw = element.GetRawText().AsSpan()[1..^1];
        var text = new StringBuilder(raw.Length);
        while (raw.IndexOf('\\') is var escape and >= 0)
        {
            text.Append(raw[..escape]);
            var isUnicode = raw[escape + 1] == 'u';
            text.Append(isUnicode
                ? (char)ushort.Parse(raw.Slice(escape + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                : Simple(raw[escape + 1]));
            raw = raw[(escape + (isUnicode ? 6 : 2))..];
        }

        return text.Append(raw).ToString();
    }

    /// <summary>Line and column of the error a record expects, or null when it expects none.</summary>
    public static (int Line, int Column)? ErrorLocation(this JsonElement record)
    {
        if (!record.TryGetProperty("error", out var error))
        {
            return null;
        }

        var location = error.GetProperty("locations")[0];
        return (location.GetProperty("line").GetInt32(), location.GetProperty("column").GetInt32());
    }

    public static void AssertNone(List<string> failures) =>
        Assert.True(failures.Count == 0, $"{failures.Count} cases fail:\n\n{string.Join("\n\n", failures)}");

    private static char Simple(char escape) => escape switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\b',
        'f' => '\f',
        _ => escape,
    };
}

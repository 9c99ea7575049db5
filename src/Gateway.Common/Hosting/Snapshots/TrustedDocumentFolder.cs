using Gateway.Common.Pipeline;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>Reads a folder of trusted documents: every <c>*.graphql</c> file in it, one operation each.</summary>
internal static class TrustedDocumentFolder
{
    /// <summary>Documents of one host.</summary>
    public const int DocumentsMax = 20_000;

    public static IReadOnlyList<TrustedDocument> Read(string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(folder, "*.graphql")
            .Order(StringComparer.Ordinal)
            .Take(DocumentsMax)
            .Select(file => new TrustedDocument(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file)))];
    }
}

using System.Security.Cryptography;
using Gateway.Testing;

namespace Bff.EndToEnd.Hosts;

/// <summary>The mobile host's trusted document, which reads all six sources.</summary>
internal static class HomeScreen
{
    private static readonly byte[] Bytes = File.ReadAllBytes(
        Path.Combine(SharedFiles.RepositoryRoot, "src/Bff.Mobile/operations/HomeScreen.graphql"));

    /// <summary>SHA-256 of the document, lower-case hexadecimal.</summary>
    public static string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    public static string Text { get; } = System.Text.Encoding.UTF8.GetString(Bytes);

    /// <param name="orders">How many orders are asked for: another number is another cache entry.</param>
    public static string Body(int orders) => $$"""{"documentId":"{{Id}}","variables":{"orders":{{orders}} } }""";
}

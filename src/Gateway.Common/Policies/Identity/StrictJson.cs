using System.Text.Json;

namespace Gateway.Common.Policies.Identity;

/// <summary>How JSON of issuers and tokens is read: no duplicate keys, no comments, shallow.</summary>
internal static class StrictJson
{
    public const int DepthMax = 8;

    public static JsonDocumentOptions Options { get; } = new()
    {
        AllowDuplicateProperties = false,
        MaxDepth = DepthMax,
    };

    /// <summary>The member's text; null when it is absent or no string.</summary>
    public static string? String(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}

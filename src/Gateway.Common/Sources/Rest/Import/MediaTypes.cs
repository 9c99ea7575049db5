namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Which of several media types the gateway speaks, best first.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";

    /// <remarks>Source: RFC 9457.</remarks>
    public const string Problem = "application/problem+json";

    public const string Form = "application/x-www-form-urlencoded";

    public const string Multipart = "multipart/form-data";

    public static bool IsJson(string mediaType) => Rank(mediaType) <= 1;

    /// <summary>Either kind of form.</summary>
    public static bool IsForm(string mediaType) => Bare(mediaType) is Form or Multipart;

    public static bool IsText(string mediaType) =>
        Bare(mediaType) is var bare && (bare.StartsWith("text/", StringComparison.Ordinal) || IsXml(bare));

    /// <summary>The one to use, as the contract writes it; null where there is none.</summary>
    public static string? Choose(IEnumerable<string> mediaTypes) => mediaTypes.MinBy(Rank);

    /// <summary>Lower case without parameters.</summary>
    public static string Bare(string mediaType) => mediaType.Split(';')[0].Trim().ToLowerInvariant();

    private static bool IsXml(string bare) =>
        bare.EndsWith("/xml", StringComparison.Ordinal) || bare.EndsWith("+xml", StringComparison.Ordinal);

    private static int Rank(string mediaType) => Bare(mediaType) switch
    {
        Json or "*/*" or "application/*" => 0,
        var bare when bare.EndsWith("+json", StringComparison.Ordinal)
            || bare.EndsWith("/json", StringComparison.Ordinal) => 1,
        Form => 2,
        Multipart => 3,
        var bare when bare.StartsWith("text/", StringComparison.Ordinal) => 4,
        "application/octet-stream" => 5,
        var bare when IsXml(bare) => 7,
        _ => 6,
    };
}

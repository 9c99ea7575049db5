namespace Gateway.Common.Sources;

/// <summary>
/// The scalars that importers use beside GraphQL's own, one name and one specification for all protocols.
/// </summary>
/// <remarks>Shape: values of all of them cross the gateway as their JSON text, so that none loses precision.</remarks>
internal static class NamedScalars
{
    /// <summary>A date and time with an offset.</summary>
    public const string DateTime = "DateTime";

    public const string Date = "Date";

    public const string Time = "Time";

    public const string Duration = "Duration";

    /// <summary>A whole number of 64 bits, as a JSON number.</summary>
    public const string Long = "Long";

    /// <summary>A decimal number of any precision.</summary>
    public const string Decimal = "Decimal";

    // Not URI: values are addresses to follow.
    public const string Url = "URL";

    public const string Uuid = "UUID";

    /// <summary>Bytes, as a base64 string.</summary>
    public const string Base64 = "Base64";

    /// <summary>Any JSON value.</summary>
    public const string Json = "JSON";

    private static readonly Dictionary<string, string> Specifications = new(StringComparer.Ordinal)
    {
        [DateTime] = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        [Date] = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        [Time] = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        [Duration] = "https://www.rfc-editor.org/rfc/rfc3339#appendix-A",
        [Long] = "https://www.w3.org/TR/xmlschema-2/#long",
        [Decimal] = "https://www.w3.org/TR/xmlschema-2/#decimal",
        [Url] = "https://www.rfc-editor.org/rfc/rfc3986",
        [Uuid] = "https://www.rfc-editor.org/rfc/rfc9562",
        [Base64] = "https://www.rfc-editor.org/rfc/rfc4648#section-4",
        [Json] = "https://www.rfc-editor.org/rfc/rfc8259",
        [UploadScalar.Name] = "https://github.com/jaydenseric/graphql-multipart-request-spec",
    };

    public static bool Contains(string name) => Specifications.ContainsKey(name);

    public static IEnumerable<string> All => Specifications.Keys;

    /// <summary>SDL of one of them.</summary>
    public static string Definition(string name) => $"scalar {name} @specifiedBy(url: \"{Specifications[name]}\")";
}

using System.Globalization;
using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Which scalar stands for a schema without structure.</summary>
/// <remarks>
/// An integer without a format is an Int unless its bounds reach further: that is what contracts mean by it, and an
/// overlay can
/// retype. Source: OpenAPI Format Registry; JSON Schema 2020-12 Validation §7.
/// </remarks>
internal static class ScalarTypes
{
    public static string Of(MergedSchema schema) => schema.Types switch
    {
        JsonTypes.String => OfString(schema),
        JsonTypes.Integer or (JsonTypes.Integer | JsonTypes.Number) when IsWide(schema) => NamedScalars.Long,
        JsonTypes.Integer => "Int",
        JsonTypes.Number => schema.Format is "decimal" or "decimal128" or "currency" ? NamedScalars.Decimal
            : schema.Format is "int64" ? NamedScalars.Long
            : schema.Format is "int32" ? "Int"
            : "Float",
        JsonTypes.Number | JsonTypes.Integer => "Float",
        JsonTypes.Boolean => "Boolean",
        JsonTypes.File => NamedScalars.Base64,
        JsonTypes.None when schema.MediaType is not null => OfString(schema),
        _ => NamedScalars.Json,
    };

    /// <summary>Whether values are bytes as they are, and not text that spells them.</summary>
    public static bool IsFile(MergedSchema schema) =>
        schema.Types == JsonTypes.File
        || (schema.Types is JsonTypes.String or JsonTypes.None
            && schema.Encoding is null
            && (schema.Format is "binary"
                || (schema.Format is null && schema.MediaType is not null && OfString(schema) == NamedScalars.Base64)));

    private static string OfString(MergedSchema schema) => schema.Format switch
    {
        "date-time" => NamedScalars.DateTime,
        "date" => NamedScalars.Date,
        "time" => NamedScalars.Time,
        "duration" => NamedScalars.Duration,
        "uuid" or "guid" => NamedScalars.Uuid,
        "uri" or "url" => NamedScalars.Url,
        "byte" or "base64" or "binary" => NamedScalars.Base64,
        null when schema.Encoding is "base64" => NamedScalars.Base64,
        null when schema.MediaType is { } media && !media.StartsWith("text/", StringComparison.Ordinal)
            && !media.EndsWith("json", StringComparison.Ordinal) => NamedScalars.Base64,
        _ => "String",
    };

    private static bool IsWide(MergedSchema schema) => schema.Format switch
    {
        "int64" or "long" or "uint32" or "uint64" => true,
        null => IsOutsideInt(schema.Minimum) || IsOutsideInt(schema.Maximum),
        _ => false,
    };

    private static bool IsOutsideInt(ContractNode? bound) =>
        bound is { Kind: ContractNodeKind.Number }
        && double.TryParse(bound.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && value is < int.MinValue or > int.MaxValue;
}

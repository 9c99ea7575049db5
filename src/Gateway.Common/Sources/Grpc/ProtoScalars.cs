namespace Gateway.Common.Sources.Grpc;

/// <summary>Scalars whose JSON is protobuf's own, beside <see cref="NamedScalars"/>.</summary>
/// <remarks>Source: Protocol Buffers, ProtoJSON format.</remarks>
internal static class ProtoScalars
{
    /// <summary>A signed whole number of 64 bits as a JSON string, so that no client loses digits.</summary>
    public const string Int64 = "Int64";

    /// <summary>As <see cref="Int64"/>, without sign.</summary>
    public const string UInt64 = "UInt64";

    /// <summary>Seconds with up to nine fractional digits: <c>1.5s</c>. Not ISO 8601's durations.</summary>
    public const string Duration = "ProtoDuration";

    /// <summary>Paths of fields in lowerCamelCase, separated by commas.</summary>
    public const string FieldMask = "FieldMask";

    public static IReadOnlyList<string> All { get; } = [Int64, UInt64, Duration, FieldMask];

    public static string Definition(string name) =>
        $"scalar {name} @specifiedBy(url: \"https://protobuf.dev/programming-guides/json/\")";
}

namespace Gateway.Common.Sources.Grpc.Contracts;

/// <summary>Whether a method only reads, by what its options say.</summary>
/// <remarks>Source: descriptor.proto, IdempotencyLevel; google/api/http.proto.</remarks>
internal static class MethodSafety
{
    private const int IdempotencyLevel = 34;
    private const int NoSideEffects = 1;
    private const int HttpRule = 72295728;
    private const int HttpGet = 2;

    /// <summary>put, post, delete, patch, custom.</summary>
    private static readonly int[] HttpOthers = [3, 4, 5, 6, 8];

    /// <returns>Null where nothing is said, or nothing that settles it: POST may well be a search.</returns>
    public static bool? Of(ProtoRecord? options)
    {
        if (options?.Number(IdempotencyLevel) is > 0 and var level)
        {
            return level == NoSideEffects;
        }

        if (options?.Record(HttpRule) is not { } rule)
        {
            return null;
        }

        return rule.Has(HttpGet) ? true : Array.Exists(HttpOthers, rule.Has) && !rule.Has(4) ? false : null;
    }
}

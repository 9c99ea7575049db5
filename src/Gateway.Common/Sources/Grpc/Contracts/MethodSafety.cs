namespace Gateway.Common.Sources.Grpc.Contracts;

/// <summary>Whether a method only reads, by what its options say.</summary>
/// <remarks>Source: descriptor.proto, IdempotencyLevel; google/api/http.proto.</remarks>
internal static class MethodSafety
{
    private const int IdempotencyLevel = 34;
    private const int NoSideEffects = 1;
    private const int HttpRule = 72295728;
    private const int HttpGet = 2;

    /// <summary>put, delete, patch.</summary>
    private static readonly int[] HttpWrites = [3, 5, 6];

    /// <remarks>An HTTP method settles it, but for POST, which may well be a search; then the level does.</remarks>
    /// <returns>Null where nothing is said, or nothing that settles it.</returns>
    public static bool? Of(ProtoRecord? options)
    {
        if (options?.Record(HttpRule) is { } rule)
        {
            if (rule.Has(HttpGet))
            {
                return true;
            }

            if (Array.Exists(HttpWrites, rule.Has))
            {
                return false;
            }
        }

        return options?.Number(IdempotencyLevel) is > 0 and var level ? level == NoSideEffects : null;
    }
}

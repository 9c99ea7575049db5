namespace Gateway.Testing.Differential;

/// <summary>A hash that is the same in every process: FNV-1a with a mix at the end.</summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static uint Of(string text)
    {
        var hash = Offset;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * Prime;
        }

        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        return (uint)(hash >> 32);
    }
}

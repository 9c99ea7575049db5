namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Signed numbers as unsigned ones, small where they are near zero.</summary>
/// <remarks>Source: Protocol Buffers, Encoding ("Signed Integers"). One of 32 bits is the same, cut to them.</remarks>
internal static class ZigZag
{
    public static ulong Fold(long value) => unchecked((ulong)((value << 1) ^ (value >> 63)));

    public static long Unfold(ulong bits) => unchecked((long)(bits >> 1) ^ -(long)(bits & 1));
}

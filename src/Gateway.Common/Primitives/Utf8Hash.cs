using System.Buffers.Binary;
using System.Numerics;

namespace Gateway.Common.Primitives;

/// <summary>A fast, unkeyed hash of short byte strings; for tables whose keys the gateway itself chose.</summary>
/// <remarks>
/// Tables whose keys a client chooses use <see cref="HashCode.AddBytes"/>, which is seeded per process.
/// </remarks>
internal static class Utf8Hash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length * Multiplier;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        ulong tail = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            tail |= (ulong)bytes[index] << (index * 8);
        }

        hash = Mix(hash, tail);
        return (uint)(hash ^ (hash >> 32));
    }

    private static ulong Mix(ulong hash, ulong word) => BitOperations.RotateLeft(hash ^ word, 29) * Multiplier;
}

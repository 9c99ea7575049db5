using System.Text;
using Gateway.Common.Primitives;

namespace Gateway.Common.Schema;

/// <summary>Finds named things in an array: one after the other where they are few, else by open addressing.</summary>
/// <remarks>Shape: slots hold index + 1, 0 where free; at most half are taken. Looking up allocates nothing.</remarks>
internal static class NameSlots
{
    /// <summary>Up to here comparing all names costs no more than hashing one.</summary>
    public const int ScanMax = 8;

    /// <summary>A buffer that most names fit in.</summary>
    public const int BufferBytes = 256;

    /// <summary>Slots for an array; of two equal names the first is found.</summary>
    public static int[] Make<T>(ReadOnlySpan<T> items)
        where T : class, INamed
    {
        var slots = new int[Capacity(items.Length)];
        for (var index = 0; index < items.Length; index++)
        {
            var name = items[index].SourceName.Utf8;
            ref var slot = ref Locate(items, slots, name);
            slot = slot == 0 ? index + 1 : slot;
        }

        return slots;
    }

    /// <summary>A power of two that is at least twice the count.</summary>
    public static int Capacity(int count)
    {
        var capacity = 4;
        while (capacity < count * 2)
        {
            capacity *= 2;
        }

        return capacity;
    }

    /// <returns>The position, or -1.</returns>
    public static int IndexOf<T>(ReadOnlySpan<T> items, int[] slots, ReadOnlySpan<byte> name)
        where T : class, INamed => Locate(items, slots, name) - 1;

    /// <returns>The position, or -1; O(items).</returns>
    public static int Scan<T>(ReadOnlySpan<T> items, ReadOnlySpan<byte> name)
        where T : class, INamed
    {
        for (var index = 0; index < items.Length; index++)
        {
            if (items[index].SourceName.Is(name))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The name as UTF-8, in the buffer where it fits.</summary>
    public static ReadOnlySpan<byte> Encode(string name, Span<byte> buffer)
    {
        var length = Encoding.UTF8.GetMaxByteCount(name.Length);
        var utf8 = length <= buffer.Length ? buffer : new byte[length];
        return utf8[..Encoding.UTF8.GetBytes(name, utf8)];
    }

    private static ref int Locate<T>(ReadOnlySpan<T> items, int[] slots, ReadOnlySpan<byte> name)
        where T : class, INamed
    {
        var mask = slots.Length - 1;
        for (var at = (int)Utf8Hash.Compute(name) & mask; ; at = (at + 1) & mask)
        {
            ref var slot = ref slots[at];
            if (slot == 0 || items[slot - 1].SourceName.Is(name))
            {
                return ref slot;
            }
        }
    }
}

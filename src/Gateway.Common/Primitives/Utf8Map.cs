using System.Runtime.InteropServices;
using System.Text;

namespace Gateway.Common.Primitives;

/// <summary>A read-only hash table from UTF-8 names to values: open addressing, no allocation to look up.</summary>
internal sealed class Utf8Map<T>
    where T : class
{
    private const int StackBytesMax = 256;

    private readonly Entry[] _entries;
    private readonly int _mask;

    /// <param name="values">Of two values with equal names the first is kept.</param>
    /// <param name="nameOf">The UTF-8 name of a value; its array must not change afterwards.</param>
    public Utf8Map(IReadOnlyCollection<T> values, Func<T, byte[]> nameOf)
    {
        var capacity = 4;
        while (capacity < values.Count * 2)
        {
            capacity *= 2;
        }

        _entries = new Entry[capacity];
        _mask = capacity - 1;
        foreach (var value in values)
        {
            Add(nameOf(value), value);
        }
    }

    public T? Find(ReadOnlySpan<byte> name)
    {
        var hash = Utf8Hash.Compute(name);
        for (var index = (int)hash & _mask; ; index = (index + 1) & _mask)
        {
            ref readonly var entry = ref _entries[index];
            if (entry.Value is null)
            {
                return null;
            }

            if (entry.Hash == hash && name.SequenceEqual(entry.Name))
            {
                return entry.Value;
            }
        }
    }

    public T? Find(string name)
    {
        var length = Encoding.UTF8.GetMaxByteCount(name.Length);
        Span<byte> utf8 = length <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[length];
        return Find(utf8[..Encoding.UTF8.GetBytes(name, utf8)]);
    }

    private void Add(byte[] name, T value)
    {
        var hash = Utf8Hash.Compute(name);
        for (var index = (int)hash & _mask; ; index = (index + 1) & _mask)
        {
            ref var entry = ref _entries[index];
            if (entry.Value is null)
            {
                entry = new Entry(hash, name, value);
                return;
            }

            if (entry.Hash == hash && entry.Name.AsSpan().SequenceEqual(name))
            {
                return;
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(uint Hash, byte[] Name, T Value);
}

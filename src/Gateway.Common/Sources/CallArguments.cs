namespace Gateway.Common.Sources;

/// <summary>The JSON values of a bound field's arguments for one call.</summary>
/// <remarks>
/// Shape: by index of the field's arguments in the source's schema; empty bytes where absent, <c>null</c> where null.
/// </remarks>
internal readonly ref struct CallArguments(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly ReadOnlySpan<int> _ends = ends;

    public int Count => _ends.Length;

    /// <summary>Canonical JSON of the argument, coerced to its type; empty when the argument was not given.</summary>
    public ReadOnlySpan<byte> this[int argument]
    {
        get
        {
            var start = argument == 0 ? 0 : _ends[argument - 1];
            return _bytes[start.._ends[argument]];
        }
    }

    public bool IsAbsent(int argument) => this[argument].IsEmpty;

    public bool IsNull(int argument) => this[argument].SequenceEqual("null"u8);
}

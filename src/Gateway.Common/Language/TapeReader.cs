using System.Runtime.CompilerServices;

namespace Gateway.Common.Language;

/// <summary>Goes along a tape mark by mark, for those that make nodes of it.</summary>
internal ref struct TapeReader(byte[] source, ReadOnlySpan<TapeMark> tape)
{
    private readonly ReadOnlySpan<TapeMark> _tape = tape;
    private int _next;

    /// <summary>The source that names and values point into.</summary>
    public byte[] Source { get; } = source;

    /// <summary>End of the last name, value or closing bracket taken: where the node being made ends.</summary>
    public int End { get; private set; }

    /// <summary>The first byte of what comes next, which tells what it is; 0 at the end.</summary>
    public readonly byte Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var source = Source;
            var start = (uint)_next < (uint)_tape.Length ? _tape[_next].Start : int.MaxValue;
            return (uint)start < (uint)source.Length ? source[start] : (byte)0;
        }
    }

    /// <summary>Where what comes next starts.</summary>
    public readonly int Start => _tape[_next].Start;

    /// <summary>Takes a mark whose extent is no end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TapeMark Take() => _tape[_next++];

    /// <summary>Takes a mark whose extent is its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TapeMark TakeEnding()
    {
        var mark = _tape[_next++];
        End = mark.End;
        return mark;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Name TakeName() => Name(TakeEnding());

    public readonly Name Name(TapeMark mark) => new(Source, mark.Start, mark.End - mark.Start);

    /// <summary>The span from <paramref name="start"/> to the last end taken.</summary>
    public readonly SourceSpan SpanFrom(int start) => new(start, End);
}

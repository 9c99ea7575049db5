using System.Text;

namespace Gateway.Common.Language;

/// <summary>A name as it stands in the source; text is made only when asked for.</summary>
/// <remarks>Source: GraphQL §2.1.9 Names. Names are ASCII, so bytes and characters coincide.</remarks>
public readonly struct Name : IEquatable<Name>
{
    private readonly byte[]? _source;
    private readonly int _length;

    public Name(byte[] source, int start, int length)
    {
        _source = source;
        Start = start;
        _length = length;
    }

    /// <summary>A name that stands in no document, for nodes made by code.</summary>
    public Name(string value)
        : this(Encoding.ASCII.GetBytes(value), 0, value.Length)
    {
    }

    /// <summary>Byte offset in the source.</summary>
    public int Start { get; }

    public SourceSpan Span => new(Start, Start + _length);

    public ReadOnlySpan<byte> Utf8 => _source.AsSpan(Start, _length);

    public string Value => Encoding.ASCII.GetString(Utf8);

    public static bool operator ==(Name left, Name right) => left.Equals(right);

    public static bool operator !=(Name left, Name right) => !left.Equals(right);

    public bool Is(ReadOnlySpan<byte> utf8) => Utf8.SequenceEqual(utf8);

    public bool Equals(Name other) => Utf8.SequenceEqual(other.Utf8);

    public override bool Equals(object? obj) => obj is Name other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Utf8);
        return hash.ToHashCode();
    }

    public override string ToString() => Value;

    /// <summary>The name that stands elsewhere in the same source.</summary>
    internal Name At(SourceSpan span) => new(_source!, span.Start, span.Length);

    /// <summary>Both names in one source: their own, or a copy of the two where theirs differ.</summary>
    internal (SourceSpan Own, Name Other) Beside(Name other)
    {
        if (ReferenceEquals(_source, other._source))
        {
            return (Span, other);
        }

        byte[] both = [.. Utf8, .. other.Utf8];
        return (new SourceSpan(0, _length), new Name(both, _length, other._length));
    }
}

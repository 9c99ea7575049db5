using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Gateway.Common.Primitives;

namespace Gateway.Common.Schema;

/// <summary>Members in document order, found by name as text or as UTF-8 bytes.</summary>
public sealed class MemberMap<T> : IReadOnlyList<T>
    where T : SchemaMember
{
    private readonly T[] _members;
    private readonly Utf8Map<T> _byName;

    /// <param name="members">Names are unique; the first of two equal ones would win.</param>
    public MemberMap(IEnumerable<T> members)
    {
        _members = [.. members];
        _byName = new Utf8Map<T>(_members, static member => member.Utf8Name);
    }

    public static MemberMap<T> Empty { get; } = new([]);

    public int Count => _members.Length;

    public T this[int index] => _members[index];

    public T? Find(ReadOnlySpan<byte> utf8Name) => _byName.Find(utf8Name);

    public T? Find(string name) => _byName.Find(name);

    public bool TryFind(ReadOnlySpan<byte> utf8Name, [NotNullWhen(true)] out T? member) =>
        (member = _byName.Find(utf8Name)) is not null;

    /// <summary>The member's position, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> utf8Name) =>
        _byName.Find(utf8Name) is { } member ? Array.IndexOf(_members, member) : -1;

    public bool Contains(string name) => Find(name) is not null;

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

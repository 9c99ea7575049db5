using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Common.Schema;

/// <summary>Members in document order, found by name as text or as UTF-8 bytes.</summary>
public sealed class MemberMap<T> : IReadOnlyList<T>
    where T : SchemaMember
{
    private readonly T[] _members;

    /// <summary>Made when a member of many is first looked for.</summary>
    private int[]? _slots;

    /// <param name="members">Names are unique; the first of two equal ones would win.</param>
    public MemberMap(IEnumerable<T> members)
        : this([.. members], slots: null)
    {
    }

    private MemberMap(T[] members, int[]? slots)
    {
        _members = members;
        _slots = slots;
    }

    public static MemberMap<T> Empty { get; } = new([]);

    public int Count => _members.Length;

    public T this[int index] => _members[index];

    /// <summary>A map over the array itself, which must not change any more.</summary>
    internal static MemberMap<T> Of(T[] members) => members.Length == 0 ? Empty : new(members, slots: null);

    public T? Find(ReadOnlySpan<byte> utf8Name) => IndexOf(utf8Name) is var index and >= 0 ? _members[index] : null;

    public T? Find(string name) => Find(NameSlots.Encode(name, stackalloc byte[NameSlots.BufferBytes]));

    public bool TryFind(ReadOnlySpan<byte> utf8Name, [NotNullWhen(true)] out T? member) =>
        (member = Find(utf8Name)) is not null;

    /// <summary>The member's position, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> utf8Name) => _members.Length <= NameSlots.ScanMax
        ? NameSlots.Scan<T>(_members, utf8Name)
        : NameSlots.IndexOf<T>(_members, _slots ??= NameSlots.Make<T>(_members), utf8Name);

    public bool Contains(string name) => Find(name) is not null;

    /// <summary>Walks the members without allocating.</summary>
    public Enumerator GetEnumerator() => new(_members);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)_members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _members.GetEnumerator();

    /// <summary>Where a walk stands.</summary>
    public struct Enumerator
    {
        private readonly T[] _members;
        private int _index;

        internal Enumerator(T[] members)
        {
            _members = members;
            _index = -1;
        }

        public readonly T Current => _members[_index];

        public bool MoveNext() => ++_index < _members.Length;
    }
}

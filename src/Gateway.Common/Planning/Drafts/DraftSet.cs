using System.Collections;

namespace Gateway.Common.Planning.Drafts;

/// <summary>Drafts, each once, in the order in which they came.</summary>
/// <remarks>
/// Most sets have two or three: they are looked at one by one. Past <see cref="ScanMax"/> a hash table tells whether a
/// draft is there.
/// </remarks>
internal sealed class DraftSet : IReadOnlyCollection<FetchDraft>
{
    private const int ScanMax = 8;

    private FetchDraft[] _drafts = [];
    private HashSet<FetchDraft>? _table;

    public int Count { get; private set; }

    public bool Contains(FetchDraft draft) => _table?.Contains(draft) ?? Array.IndexOf(_drafts, draft, 0, Count) >= 0;

    /// <returns>False where it is there already.</returns>
    public bool Add(FetchDraft draft)
    {
        if (Contains(draft))
        {
            return false;
        }

        if (Count == _drafts.Length)
        {
            Array.Resize(ref _drafts, Math.Max(2, Count * 2));
        }

        _drafts[Count++] = draft;
        if (_table is not null)
        {
            _table.Add(draft);
        }
        else if (Count > ScanMax)
        {
            _table = [.. _drafts.AsSpan(0, Count)];
        }

        return true;
    }

    public void AddAll(DraftSet others)
    {
        foreach (var draft in others)
        {
            Add(draft);
        }
    }

    /// <returns>False where it was not there.</returns>
    public bool Remove(FetchDraft draft)
    {
        var index = _table?.Remove(draft) == false ? -1 : Array.IndexOf(_drafts, draft, 0, Count);
        if (index < 0)
        {
            return false;
        }

        Count--;
        Array.Copy(_drafts, index + 1, _drafts, index, Count - index);
        _drafts[Count] = null!;
        return true;
    }

    /// <summary>Walks the drafts without allocating.</summary>
    public ReadOnlySpan<FetchDraft>.Enumerator GetEnumerator() =>
        new ReadOnlySpan<FetchDraft>(_drafts, 0, Count).GetEnumerator();

    IEnumerator<FetchDraft> IEnumerable<FetchDraft>.GetEnumerator() =>
        ((IEnumerable<FetchDraft>)new ArraySegment<FetchDraft>(_drafts, 0, Count)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<FetchDraft>)this).GetEnumerator();
}

using Gateway.Common.Planning.Drafts;

namespace Gateway.Common.Planning.Emission;

/// <summary>
/// Finds the fetches whose entities, though they have one key, may not share the objects below them: because they stand
/// at several places, and later fetches ask for other things below one place than below another.
/// </summary>
/// <remarks>Bound: plans of more than <see cref="DraftsMax"/> fetches are not compared, and share nothing.</remarks>
internal sealed class OwnRows(IReadOnlyList<FetchDraft> drafts)
{
    private const int DraftsMax = 64;

    private readonly HashSet<Position>? _above = drafts.Count > DraftsMax ? AboveOf(drafts) : null;

    private readonly HashSet<Position>? _aboveContexts = drafts.Any(static draft => draft.TakesContext)
        ? AboveOf(drafts.Where(static draft => draft.TakesContext))
        : null;

    // Filled anew for each fetch that is looked at, and each other that it is compared with.
    private readonly Dictionary<Position, int> _places = [];
    private readonly HashSet<(int Place, Position Position)> _stands = [];
    private readonly HashSet<Way> _ways = [];

    /// <remarks>An object that takes a value of one further up may stand below another one elsewhere.</remarks>
    public bool Has(FetchDraft draft) =>
        (_aboveContexts is not null && draft.Positions.Exists(_aboveContexts.Contains))
        || (draft.Positions.Count > 1 && (_above?.Overlaps(draft.Positions) ?? HasUnlike(draft)));

    private static HashSet<Position> AboveOf(IEnumerable<FetchDraft> drafts) =>
        [.. drafts.SelectMany(static draft => draft.Positions).SelectMany(static position => position.Above)];

    private bool HasUnlike(FetchDraft draft)
    {
        _places.Clear();
        foreach (var position in draft.Positions)
        {
            _places.Add(position, _places.Count);
        }

        foreach (var later in drafts)
        {
            if (IsUnlike(later))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a fetch stands in another way below one place of the one that is looked at than below another.
    /// </summary>
    private bool IsUnlike(FetchDraft later)
    {
        _stands.Clear();
        _ways.Clear();
        foreach (var position in later.Positions)
        {
            for (var at = position.Parent; at is not null; at = at.Parent)
            {
                if (_places.TryGetValue(at, out var place))
                {
                    _stands.Add((place, position));
                    _ways.Add(new Way(position, at));
                }
            }
        }

        // A way leads from a place to one position: all ways stand below all places where there are that many of both.
        return _stands.Count != _places.Count * _ways.Count;
    }

    /// <summary>The steps from one position down to another; equal wherever they start.</summary>
    private readonly struct Way(Position to, Position from) : IEquatable<Way>
    {
        private readonly Position _to = to;
        private readonly Position _from = from;

        public bool Equals(Way other)
        {
            var (left, right) = (_to, other._to);
            while (left != _from && right != other._from)
            {
                if (left.OnType != right.OnType || left.Key != right.Key)
                {
                    return false;
                }

                (left, right) = (left.Parent!, right.Parent!);
            }

            return left == _from && right == other._from;
        }

        public override bool Equals(object? obj) => obj is Way other && Equals(other);

        public override int GetHashCode()
        {
            var hash = 0;
            for (var at = _to; at != _from; at = at.Parent!)
            {
                hash = HashCode.Combine(hash, at.OnType, at.Key);
            }

            return hash;
        }
    }
}

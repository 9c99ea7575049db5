using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>How the sources of an evaluation are entered, by type.</summary>
/// <param name="graph">The supergraph.</param>
/// <param name="at">Where the objects are already.</param>
/// <param name="sites">The only sources that may be entered.</param>
/// <param name="require">
/// Places a selection of the same object with what is open so far; null where it cannot be had.
/// </param>
internal sealed class Openings(
    SourceGraph graph,
    Presence at,
    Site[] sites,
    Func<ComplexType, Selection, IReadOnlyList<Placement>?> require)
{
    /// <summary>Requirements of requirements, and keys fetched to fetch keys.</summary>
    public const int ChainMax = 16;

    // By the place of the site among all. At most positions objects are of one type: others have a table of their own.
    private ComplexType? _first;
    private Opening?[] _ofFirst = [];
    private Dictionary<ComplexType, Opening?[]>? _ofOthers;

    /// <summary>How many ways in were found so far: what was not to be had before may be after.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The cheapest way to enter a source for objects of that type; null where its key cannot be had.
    /// </summary>
    public Opening? Find(Site site, ComplexType type) => OpenedOf(type)[Array.IndexOf(sites, site)];

    private Opening?[] OpenedOf(ComplexType type)
    {
        if (type == _first)
        {
            return _ofFirst;
        }

        if (_ofOthers is not null && _ofOthers.TryGetValue(type, out var known))
        {
            return known;
        }

        var opened = new Opening?[sites.Length];
        if (_first is null)
        {
            (_first, _ofFirst) = (type, opened);
        }
        else
        {
            (_ofOthers ??= []).Add(type, opened);
        }

        OpenAll(type, opened);
        return opened;
    }

    /// <summary>
    /// Round after round, the sites whose keys the objects or sites opened in earlier rounds show: so each is opened at
    /// its lowest level, and keys that need one another open nothing. Only where no single source shows a part of a key
    /// is it gathered from several.
    /// </summary>
    private void OpenAll(ComplexType type, Opening?[] opened)
    {
        if (graph.IsRoot(type))
        {
            for (var index = 0; index < sites.Length; index++)
            {
                opened[index] = new Opening { Site = sites[index], Type = type, Level = 1 };
            }

            return;
        }

        for (var round = 0; round < ChainMax; round++)
        {
            if (!OpenMore(type, opened, gathers: false) && !OpenMore(type, opened, gathers: true))
            {
                break;
            }
        }
    }

    private bool OpenMore(ComplexType type, Opening?[] opened, bool gathers)
    {
        // What a round opens is of no use before the next.
        List<Opening>? found = null;
        foreach (var entrance in graph.Entrances(type))
        {
            if (Array.IndexOf(sites, entrance.Site) is var index and >= 0 && opened[index] is null
                && Supply(entrance, type, opened, gathers) is { } opening)
            {
                (found ??= []).Add(opening);
            }
        }

        foreach (var opening in found ?? [])
        {
            ref var way = ref opened[Array.IndexOf(sites, opening.Site)];
            Count += way is null ? 1 : 0;
            way ??= opening;
        }

        return found is not null;
    }

    private Opening? Supply(Entrance entrance, ComplexType type, Opening?[] opened, bool gathers)
    {
        if (AreShown(entrance.Shown, type))
        {
            return OpeningOf(entrance, type, entrance.Shown, [], 1);
        }

        var supplies = new List<(FieldNode Field, Opening? Supplier)>(entrance.Shown.Length);
        List<Placement>? gathered = null;
        var level = 1;
        foreach (var (node, _) in entrance.Shown)
        {
            if (graph.Covers(at, type, node))
            {
                supplies.Add((node, null));
            }
            else if (FindSupplier(type, node, opened) is { } supplier)
            {
                supplies.Add((node, supplier));
                level = Math.Max(level, supplier.Level + 1);
            }
            else if (gathers && Gather(type, node) is { } placements)
            {
                (gathered ??= []).AddRange(placements);
                level = Math.Max(level, Placement.DeepestOf(placements) + 1);
            }
            else
            {
                return null;
            }
        }

        return OpeningOf(entrance, type, supplies, gathered ?? [], level);
    }

    private bool AreShown((FieldNode Field, Opening? Supplier)[] fields, ComplexType type)
    {
        foreach (var (node, _) in fields)
        {
            if (!graph.Covers(at, type, node))
            {
                return false;
            }
        }

        return true;
    }

    private static Opening OpeningOf(
        Entrance entrance,
        ComplexType type,
        IReadOnlyList<(FieldNode Field, Opening? Supplier)> supplies,
        IReadOnlyList<Placement> gathered,
        int level) => new()
        {
            Site = entrance.Site,
            Type = type,
            Lookup = entrance.Lookup,
            Supplies = supplies,
            Gathered = gathered,
            Level = level,
        };

    private Opening? FindSupplier(ComplexType type, FieldNode node, Opening?[] opened)
    {
        Opening? best = null;
        foreach (var opening in opened)
        {
            if (opening is { Site.IsStub: false } && (best is null || opening.Level < best.Level)
                && graph.Covers(new Presence(opening.Site.Source), type, node))
            {
                best = opening;
            }
        }

        return best;
    }

    private IReadOnlyList<Placement>? Gather(ComplexType type, FieldNode node) =>
        node.SelectionSet is null ? null : require(type, graph.Directives.PartOf(type, node));
}

using System.Numerics;
using Gateway.Common.Composition;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>
/// The sites of a position of which one has to be entered for each thing that is selected there: told without placing
/// anything, so that sets of sites that cannot answer all are not tried.
/// </summary>
/// <remarks>
/// Shape: a set of sites is the bits of a number below 64, since no more than <see cref="SitesMax"/> are combined; the
/// bits of <paramref name="Sets"/> are such sets. Necessary, not sufficient: keys and requirements are not looked at.
/// </remarks>
/// <param name="Sets">Of each of these sets one site has to be entered.</param>
internal readonly record struct NeededSites(ulong Sets)
{
    public const int SitesMax = 6;

    /// <param name="graph">The supergraph.</param>
    /// <param name="group">What is selected; of objects whose types their source knows.</param>
    /// <param name="at">Where the objects are.</param>
    /// <param name="possible">The types that they can be of.</param>
    /// <param name="sites">Those that can be entered: bit 0 is the first.</param>
    public static NeededSites Of(
        SourceGraph graph, SelectionGroup group, Presence at, ObjectType[] possible, List<Site> sites)
    {
        var sets = 0UL;
        foreach (var (parent, selection) in group)
        {
            var name = selection.Field.Name;
            if (parent is not ObjectType && graph.FindField(parent, name, at.Source) is { } whole
                && at.Holds(whole, name, parent))
            {
                continue;
            }

            foreach (var type in graph.Supergraph.Schema.PossibleTypes(parent))
            {
                if (Array.IndexOf(possible, type) >= 0)
                {
                    sets |= NeededFor(graph.SourcesOf(type, name), type, name, at, sites);
                }
            }
        }

        return new NeededSites(sets);
    }

    /// <summary>Whether a set of sites may do.</summary>
    public bool MayBe(int entered)
    {
        for (var left = Sets; left != 0; left &= left - 1)
        {
            if ((entered & BitOperations.TrailingZeroCount(left)) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>The set as one of <see cref="Sets"/>; 0 where no site has to be entered.</returns>
    private static ulong NeededFor(
        IReadOnlyList<FieldSource> sources, ObjectType type, string name, Presence at, List<Site> sites)
    {
        var set = 0;
        for (var index = 0; index < sources.Count; index++)
        {
            var field = sources[index];
            // A link is made of whatever shows its parts.
            if (field.Link is not null || at.Holds(field, name, type))
            {
                return 0;
            }

            var site = field.IsAnswered ? sites.IndexOf(new Site(field.Source, field.IsBound)) : -1;
            set |= site < 0 ? 0 : 1 << site;
        }

        return 1UL << set;
    }
}

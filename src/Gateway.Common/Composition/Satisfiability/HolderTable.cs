using Gateway.Common.Language;

namespace Gateway.Common.Composition.Satisfiability;

/// <summary>All holders, each once.</summary>
internal sealed class HolderTable
{
    private readonly Dictionary<(int Source, SelectionSetNode?, SelectionSetNode?, FieldLink?), Holder> _holders = [];
    private int _count;

    /// <summary>Before anything was fetched.</summary>
    public Holder Nobody { get; } = new(0, -1);

    /// <summary>Whether the holder's answer can hold the field there without another call.</summary>
    public static bool Holds(Place place, FieldSource field)
    {
        var (holder, name) = (place.Holder, field.Field.Name);
        return field.Source == holder.Source
            && field is { IsBound: false, Link: null } && !Needs.Any(field)
            && (holder.Link is null || holder.Link.Targets.Contains(name))
            && (field.IsAnswered || Provision.Find(holder.Provided, name, place.Type) is not null);
    }

    /// <summary>Who holds the object below a field that is given.</summary>
    public Holder Below(Place place, FieldSource field)
    {
        if (field.Link is { } link)
        {
            return Find(field.Source, null, null, link);
        }

        var provided = Holds(place, field)
            ? Provision.Find(place.Holder.Provided, field.Field.Name, place.Type)?.SelectionSet
            : null;
        return Find(field.Source, provided, field.Provides?.Selection, null);
    }

    /// <remarks>What nests in what is provided gets smaller with each field, so that they have an end.</remarks>
    private Holder Find(int source, SelectionSetNode? above, SelectionSetNode? own, FieldLink? link)
    {
        var key = (source, above, own, link);
        if (!_holders.TryGetValue(key, out var holder))
        {
            holder = new Holder(++_count, source, Provision.Union(above, own), link);
            _holders.Add(key, holder);
        }

        return holder;
    }
}

using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Satisfiability;

/// <summary>An object on some path, and all sources that it can be asked of.</summary>
internal sealed class Position
{
    public Position(ObjectType type, IEnumerable<Holder> holders, ContextValues contexts)
    {
        Type = type;
        Contexts = contexts;
        Places = [.. holders.Distinct().OrderBy(static holder => holder.Id)
            .Select(holder => new Place(type, holder, contexts))];
        Key = $"{type.Name}:{string.Join(',', Places.Select(static place => place.Holder.Id))}:{contexts.Id}";
    }

    public ObjectType Type { get; }

    public ContextValues Contexts { get; }

    /// <summary>The object in the answer of each of those sources.</summary>
    public Place[] Places { get; }

    /// <summary>Of equal positions the same.</summary>
    public string Key { get; }
}

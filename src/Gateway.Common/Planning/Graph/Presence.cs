using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>
/// Where the objects at a position already are: the source whose answer holds them, and what else it gives there.
/// </summary>
/// <param name="Source">Index of the source; -1 before anything was fetched.</param>
/// <param name="Provided">Fields that the source answers here though they are external to it
/// (<c>@provides</c>).</param>
/// <param name="StubFields">Of a linked entity: the only fields it has; null for an object that the source answered
/// with.</param>
/// <param name="SourceType">What the source's schema says stands there; null where the supergraph's type tells.</param>
internal sealed record Presence(
    int Source,
    SelectionSetNode? Provided = null,
    IReadOnlyList<string>? StubFields = null,
    NamedType? SourceType = null)
{
    public static Presence Nowhere { get; } = new(-1);

    /// <summary>Whether the source's answer can hold the field here without another call.</summary>
    public bool Holds(FieldSource field, string name, NamedType type) =>
        field.Source == Source
        && IsPlain(field)
        && (StubFields is null || StubFields.Contains(name))
        && (field.IsAnswered || Provision.Find(Provided, name, type) is not null);

    /// <summary>Whether nothing but the object is needed to answer the field.</summary>
    public static bool IsPlain(FieldSource field) => field is
    {
        IsBound: false, Link: null, Requires: null, RequiredArguments.Count: 0, ContextArguments.Count: 0,
    };

    /// <summary>The presence of the objects below a field that this source answers.</summary>
    public Presence Below(FieldSource field, string name, NamedType type)
    {
        if (field.Link is { } link)
        {
            return new Presence(field.Source, StubFields: link.Targets);
        }

        var provided = Provision.Find(Provided, name, type)?.SelectionSet;
        return new Presence(
            field.Source,
            Provision.Union(provided, field.Provides?.Selection),
            SourceType: field.Field.Type.Named);
    }
}

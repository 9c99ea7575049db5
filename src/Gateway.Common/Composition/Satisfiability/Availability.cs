using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Satisfiability;

/// <summary>Which sources can be entered and what they answer, once some sources hold an object.</summary>
internal sealed class Availability
{
    private readonly Supergraph _supergraph;
    private readonly HashSet<(int Source, string Type, string Field)> _provided = [];

    public Availability(Supergraph supergraph)
    {
        _supergraph = supergraph;
        foreach (var type in supergraph.Schema.Types)
        {
            foreach (var source in supergraph.Find(type)?.Fields.Values.SelectMany(field => field.Sources) ?? [])
            {
                if (source.Provides is { } provides)
                {
                    Note(source.Source, source.Field.Type.Named, provides.Selection);
                }
            }
        }
    }

    /// <summary>
    /// The sources that hold the object already and all that lookups lead to from there; the query type needs no key,
    /// wherever it stands.
    /// </summary>
    public HashSet<int> Reachable(ObjectType type, HashSet<int> sources)
    {
        var reached = new HashSet<int>(sources);
        if (type == _supergraph.Schema.QueryType)
        {
            reached.UnionWith((_supergraph.Find(type)?.Sources ?? []).Select(source => source.Source));
        }

        bool grew;
        do
        {
            grew = false;
            foreach (var candidate in _supergraph.Find(type)?.Sources ?? [])
            {
                if (!reached.Contains(candidate.Source)
                    && candidate.Lookups.Any(lookup => CanGive(type, lookup.Key.Selection, reached)))
                {
                    grew |= reached.Add(candidate.Source);
                }
            }
        }
        while (grew);

        return reached;
    }

    /// <summary>Whether the source answers the field where those sources hold the object.</summary>
    public bool IsUsable(ObjectType type, FieldSource field, HashSet<int> sources)
    {
        if (!Answers(type, field))
        {
            return false;
        }

        if ((field.IsBound && !IsEnterable(type, field.Source, sources, isStub: true))
            || (field.ContextArguments.Count > 0
                && !IsEnterable(type, field.Source, sources, isStub: field.IsBound)))
        {
            return false;
        }

        return (field.Requires is not { } requires || CanGive(type, requires.Selection, sources))
            && field.RequiredArguments.All(argument => CanGive(type, argument.Selection.Selection, sources));
    }

    /// <summary>Whether those sources give all that a link is made from: it needs no call of its own.</summary>
    public bool CanLink(ObjectType type, FieldLink link, HashSet<int> sources) =>
        link.Members.All(member => CanGiveField(type, member.From, sources));

    /// <summary>Whether an object of that type can come where the source answers an abstract type.</summary>
    public bool CanHold(int source, NamedType target, ObjectType possible)
    {
        if (target is ObjectType)
        {
            return true;
        }

        var known = _supergraph.Find(target)?.FindSource(source);
        if (known is { IsInterfaceObject: true })
        {
            return true;
        }

        if (_supergraph.Find(possible)?.FindSource(source) is not { } own)
        {
            return false;
        }

        // A source may declare the field with a narrower type than the merged one, and not know the abstract one.
        return known is null
            || _supergraph.Sources[source].Schema.PossibleTypes(known.Type).Contains(own.Type as ObjectType);
    }

    /// <summary>The first field of the selection that those sources do not give; null where they give all.</summary>
    public string? FirstMissing(NamedType type, SelectionSetNode selection, HashSet<int> sources)
    {
        foreach (var node in selection.Selections)
        {
            switch (node)
            {
                case FieldNode field when !CanGive(type, field, sources):
                    return $"{type.Name}.{field.Name}";
                case InlineFragmentNode fragment:
                    var on = fragment.TypeCondition is { } named ? _supergraph.Schema.FindType(named.Name.Utf8) : null;
                    if (FirstMissing(on ?? type, fragment.SelectionSet, sources) is { } missing)
                    {
                        return missing;
                    }

                    break;
            }
        }

        return null;
    }

    /// <summary>Whether a call of its own can be made for the object.</summary>
    private bool IsEnterable(ObjectType type, int source, HashSet<int> sources, bool isStub) =>
        _supergraph.Find(type)?.FindSource(source)?.Lookups.Any(lookup =>
            lookup.Form == LookupForm.Stub == isStub && CanGive(type, lookup.Key.Selection, sources)) == true;

    private bool CanGive(NamedType type, SelectionSetNode selection, HashSet<int> sources) =>
        selection.Selections.All(node => node switch
        {
            FieldNode field => CanGive(type, field, sources),
            InlineFragmentNode fragment => CanGive(
                fragment.TypeCondition is { } named ? _supergraph.Schema.FindType(named.Name.Utf8) ?? type : type,
                fragment.SelectionSet,
                sources),
            _ => false,
        });

    /// <remarks>What nests in it is taken as reachable from wherever the field is: keys lead on from there.</remarks>
    private bool CanGive(NamedType type, FieldNode node, HashSet<int> sources) =>
        node.Name.Is("__typename"u8)
        || (type is InterfaceType && _supergraph.Schema.PossibleTypes(type) is { Length: > 0 } possible
            ? possible.ToArray().Any(candidate => CanGiveField(candidate, node.Name.Value, sources))
            : CanGiveField(type, node.Name.Value, sources));

    private bool CanGiveField(NamedType type, string name, HashSet<int> sources) =>
        _supergraph.Find(type) is { } known
        && known.Fields.TryGetValue(name, out var field)
        && field.Sources.Any(source => sources.Contains(source.Source) && Answers(type, source));

    /// <summary>Whether the source ever answers the field of the type itself.</summary>
    public bool Answers(NamedType type, FieldSource field) =>
        !field.IsExternal || field.IsKeyField || _provided.Contains((field.Source, type.Name, field.Field.Name));

    private void Note(int source, NamedType type, SelectionSetNode selection)
    {
        foreach (var node in selection.Selections)
        {
            if (node is FieldNode field && type is ComplexType complex
                && complex.Fields.Find(field.Name.Utf8) is { } definition)
            {
                NoteField(source, complex, definition);
                Note(source, definition.Type.Named, field.SelectionSet ?? new SelectionSetNode([], default));
            }
            else if (node is InlineFragmentNode fragment)
            {
                var schema = _supergraph.Sources[source].Schema;
                var on = fragment.TypeCondition is { } named ? schema.FindType(named.Name.Utf8) : type;
                Note(source, on ?? type, fragment.SelectionSet);
            }
        }
    }

    /// <summary>A field provided on an interface is provided on what implements it.</summary>
    private void NoteField(int source, ComplexType type, FieldDefinition definition)
    {
        _provided.Add((source, type.Name, definition.Name));
        foreach (var possible in _supergraph.Sources[source].Schema.PossibleTypes(type))
        {
            _provided.Add((source, possible.Name, definition.Name));
        }
    }
}

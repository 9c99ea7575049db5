using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>What the merge knows of all sources together.</summary>
internal sealed class MergeContext
{
    private readonly Dictionary<string, TypeGroup> _groups = [];
    private readonly Dictionary<string, HashSet<string>> _supertypes = [];
    private readonly HashSet<string> _inputUses = [];
    private readonly HashSet<string> _outputUses = [];

    public MergeContext(IReadOnlyList<SourceFacts> sources, ErrorLog errors)
    {
        Sources = sources;
        Errors = errors;
        Overrides = new Overrides(sources);
        foreach (var facts in sources)
        {
            foreach (var (name, type) in facts.Types)
            {
                Add(name, new TypeOccurrence(facts, type, facts.IsInterfaceObject(type)));
                NoteSupertypes(facts, type);
                NoteUses(facts, type);
            }
        }
    }

    public IReadOnlyList<SourceFacts> Sources { get; }

    public ErrorLog Errors { get; }

    public Overrides Overrides { get; }

    /// <summary>By name, in the order in which sources first name them.</summary>
    public IReadOnlyCollection<TypeGroup> Groups => _groups.Values;

    public TypeGroup? Find(string name) => _groups.GetValueOrDefault(name);

    /// <summary>Names of the interfaces and unions that a type belongs to in any source.</summary>
    public IReadOnlySet<string> SupertypesOf(string name) =>
        _supertypes.TryGetValue(name, out var found) ? found : new HashSet<string>();

    public bool IsInput(string name) => _inputUses.Contains(name);

    public bool IsOutput(string name) => _outputUses.Contains(name);

    /// <summary>All that sources say of the fields of a type, in order of first appearance.</summary>
    public IReadOnlyDictionary<string, List<FieldOccurrence>> FieldsOf(TypeGroup group)
    {
        var fields = new Dictionary<string, List<FieldOccurrence>>();
        foreach (var occurrence in group.Occurrences)
        {
            AddFields(fields, occurrence);
        }

        if (group.Leading is ObjectType)
        {
            foreach (var face in SupertypesOf(group.Name))
            {
                AddInterfaceObjectFields(fields, group, face);
            }
        }

        return fields;
    }

    /// <summary>What an interface object adds to the interface, it adds to every object that implements it.</summary>
    private void AddInterfaceObjectFields(
        Dictionary<string, List<FieldOccurrence>> fields, TypeGroup group, string face)
    {
        foreach (var occurrence in Find(face)?.Occurrences ?? [])
        {
            if (occurrence.IsInterfaceObject && !group.Occurrences.Any(own => own.Facts == occurrence.Facts))
            {
                AddFields(fields, occurrence);
            }
        }
    }

    private static void AddFields(Dictionary<string, List<FieldOccurrence>> fields, TypeOccurrence occurrence)
    {
        if (occurrence.Type is not ComplexType complex)
        {
            return;
        }

        foreach (var field in occurrence.Facts.FieldsOf(complex))
        {
            if (!fields.TryGetValue(field.Name, out var found))
            {
                fields.Add(field.Name, found = []);
            }

            if (!found.Exists(other => other.Facts == occurrence.Facts))
            {
                found.Add(new FieldOccurrence(occurrence.Facts, field));
            }
        }
    }

    private void Add(string name, TypeOccurrence occurrence)
    {
        if (!_groups.TryGetValue(name, out var group))
        {
            _groups.Add(name, group = new TypeGroup(name, new List<TypeOccurrence>()));
        }

        ((List<TypeOccurrence>)group.Occurrences).Add(occurrence);
    }

    private void NoteSupertypes(SourceFacts facts, NamedType type)
    {
        if (type is ComplexType complex)
        {
            foreach (var face in complex.Interfaces)
            {
                NoteSupertype(facts.NameOf(complex), face.Name);
            }
        }
        else if (type is UnionType union)
        {
            foreach (var member in union.Members)
            {
                NoteSupertype(facts.NameOf(member), union.Name);
            }
        }
    }

    private void NoteSupertype(string name, string supertype)
    {
        if (!_supertypes.TryGetValue(name, out var found))
        {
            _supertypes.Add(name, found = []);
        }

        found.Add(supertype);
    }

    private void NoteUses(SourceFacts facts, NamedType type)
    {
        if (type is InputObjectType input)
        {
            _inputUses.UnionWith(input.Fields.Select(field => field.Type.Named.Name));
        }

        foreach (var field in type is ComplexType complex ? facts.FieldsOf(complex) : [])
        {
            _outputUses.Add(field.Type.Named.Name);
            _inputUses.UnionWith(field.Arguments.Select(argument => argument.Type.Named.Name));
        }
    }
}

using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>What the merge knows of all sources together.</summary>
internal sealed class MergeContext
{
    private readonly Dictionary<string, TypeGroup> _groups = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, List<FieldOccurrence>>> _fields = [];
    private readonly HashSet<string> _inputUses = [];
    private IReadOnlyList<FieldGroup>? _all;
    private IReadOnlyList<FieldGroup>? _shared;
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
                NoteUses(facts, type);
            }
        }

        Supertypes = new SupertypeTable(sources);
    }

    public IReadOnlyList<SourceFacts> Sources { get; }

    public ErrorLog Errors { get; }

    public Overrides Overrides { get; }

    public SupertypeTable Supertypes { get; }

    /// <summary>By name, in the order in which sources first name them.</summary>
    public IReadOnlyCollection<TypeGroup> Groups => _groups.Values;

    /// <summary>Every field of every object and interface type, with all that sources say of it.</summary>
    public IReadOnlyList<FieldGroup> Fields => _all ??= [.. Groups
        .Where(group => group is { Leading: ComplexType, IsOneKind: true })
        .SelectMany(group => FieldsOf(group).Select(named => new FieldGroup(group, named.Key, named.Value)))];

    /// <summary>Those that several sources have: all that most rules look at.</summary>
    public IReadOnlyList<FieldGroup> SharedFields => _shared ??= [.. Fields.Where(group => group.All.Count > 1)];

    public TypeGroup? Find(string name) => _groups.GetValueOrDefault(name);

    public bool IsInput(string name) => _inputUses.Contains(name);

    public bool IsOutput(string name) => _outputUses.Contains(name);

    /// <summary>All that sources say of the fields of a type, in order of first appearance.</summary>
    public IReadOnlyDictionary<string, List<FieldOccurrence>> FieldsOf(TypeGroup group)
    {
        if (!_fields.TryGetValue(group.Name, out var fields))
        {
            fields = GatherFields(group);
            _fields.Add(group.Name, fields);
        }

        return fields;
    }

    /// <summary>Whether the occurrence is one that its source answers.</summary>
    public bool IsResolved(FieldOccurrence occurrence) =>
        !occurrence.Facts.IsExternal(occurrence.Field)
        && !Overrides.IsTakenAway(occurrence.Facts, occurrence.Field);

    /// <summary>The occurrences that say what the field is: those that are answered, else all.</summary>
    public List<FieldOccurrence> Leading(List<FieldOccurrence> all) =>
        all.Count > 1 && all.FindAll(IsResolved) is { Count: > 0 } resolved ? resolved : all;

    private Dictionary<string, List<FieldOccurrence>> GatherFields(TypeGroup group)
    {
        var fields = new Dictionary<string, List<FieldOccurrence>>();
        foreach (var occurrence in group.Occurrences)
        {
            AddFields(fields, occurrence);
        }

        if (group.Leading is ObjectType)
        {
            foreach (var face in Supertypes.Of(group.Name))
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
        foreach (var field in occurrence.Type is ComplexType complex ? occurrence.Facts.FieldsOf(complex) : [])
        {
            if (!fields.TryGetValue(field.Name, out var found))
            {
                fields.Add(field.Name, found = []);
            }

            // A source has a type once, but may add to it by several interface objects.
            if (!occurrence.IsInterfaceObject || !found.Exists(other => other.Facts == occurrence.Facts))
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

    private void NoteUses(SourceFacts facts, NamedType type)
    {
        if (type is InputObjectType input)
        {
            _inputUses.UnionWith(input.Fields.Select(field => field.Type.Named.Name));
        }

        foreach (var field in type is ComplexType complex ? facts.FieldsOf(complex) : [])
        {
            _outputUses.Add(field.Type.Named.Name);
            foreach (var argument in field.Arguments)
            {
                _inputUses.Add(argument.Type.Named.Name);
            }
        }
    }
}

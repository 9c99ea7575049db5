using System.Text.Json.Nodes;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Testing.Differential;

/// <summary>All data there is: each value follows from its object, its field, its arguments and the seed.</summary>
/// <remarks>
/// A field named <c>effects</c> tells the mutations that its request has made so far; a field of the mutation type adds
/// itself to them.
/// </remarks>
internal sealed class Universe(Supergraph supergraph, int seed)
{
    public const int EntitiesMax = 4;
    private const int ValueNumbers = 1000;

    private static readonly AsyncLocal<List<string>?> Effects = new();

    private readonly UniverseFacts _facts = new(supergraph);
    private readonly Lock _gate = new();

    public Supergraph Supergraph { get; } = supergraph;

    /// <summary>Whether resolvers fail.</summary>
    public bool HasFailures => seed % 2 == 1;

    /// <summary>Forgets the mutations that were made: another request starts.</summary>
    public static void Start() => Effects.Value = [];

    public FieldFacts Facts(string type, string field)
    {
        lock (_gate)
        {
            return _facts.Of(type, field);
        }
    }

    /// <param name="parent">The object.</param>
    /// <param name="name">A field of its type in the supergraph.</param>
    /// <param name="arguments">What it is asked with, required ones too.</param>
    /// <param name="required">Canonical text of what it requires; empty for nothing.</param>
    /// <exception cref="FieldFailure">Its resolver fails.</exception>
    public object? Resolve(DataObject parent, string name, JsonObject arguments, string required)
    {
        var facts = Facts(parent.Type, name);
        foreach (var hidden in arguments.Select(static argument => argument.Key).Where(facts.Hidden.Contains).ToArray())
        {
            arguments.Remove(hidden);
        }

        var place = $"{parent.Identity}|{name}|{CanonicalJson.Of(arguments)}|{required}";
        if (name == "effects")
        {
            return JsonValue.Create(string.Join(';', Effects.Value!));
        }

        if (parent.Type == nameof(OperationType.Mutation))
        {
            Effects.Value!.Add(place);
            place += string.Join(';', Effects.Value);
        }

        if (HasFailures && facts.MayFail && Hash($"fails {place}") % 12 == 0)
        {
            throw new FieldFailure();
        }

        var type = (ComplexType)Supergraph.Schema.FindType(parent.Type)!;
        return Value(facts, facts.Type, type.Fields.Find(name)!.Type.Named, parent, place, name);
    }

    /// <summary>The entities of an object type, or of all that can stand for an interface.</summary>
    public IEnumerable<DataObject> Entities(NamedType type)
    {
        foreach (var possible in Supergraph.Schema.PossibleTypes(type).ToArray())
        {
            for (var number = 0; number < EntitiesMax; number++)
            {
                yield return Entity(possible.Name, number);
            }
        }
    }

    private object? Value(
        FieldFacts facts, TypeFacts type, NamedType named, DataObject parent, string place, string field)
    {
        if (!type.IsNonNull && !facts.IsKey && Hash($"null {place}") % 7 == 0)
        {
            return null;
        }

        if (type.Element is { } element)
        {
            var count = facts.IsKey ? 1 : Hash($"count {place}") % 4;
            return Enumerable.Range(0, (int)count)
                .Select(index => Value(facts, element, named, parent, $"{place}/{index}", field)).ToList();
        }

        return named.IsComposite
            ? Object(facts, type, parent, place, field)
            : Leaf(named, facts.IsKey ? $"{parent.Type}.{field}.{parent.Number}" : $"{Hash(place)}", facts, parent);
    }

    private DataObject? Object(FieldFacts facts, TypeFacts type, DataObject parent, string place, string field)
    {
        if (facts.Possible.Count == 0)
        {
            return type.IsNonNull
                ? throw new InvalidOperationException($"{parent.Type}.{field} can have no value.")
                : null;
        }

        var name = facts.Possible[(int)(Hash($"type {place}") % facts.Possible.Count)];
        var number = facts.IsKey ? parent.Number : (int)(Hash($"number {place}") % ValueNumbers);
        return _facts.IsEntity(name)
            ? Entity(name, number % EntitiesMax)
            : new DataObject(name, facts.IsKey ? $"{parent.Type}.{field}.{number}" : place, number);
    }

    private static DataObject Entity(string type, int number) => new(type, $"{type}#{number}", number);

    private JsonNode Leaf(NamedType type, string text, FieldFacts facts, DataObject parent)
    {
        var hash = facts.IsKey ? (uint)((StableHash.Of(parent.Type) % 1000 * 1000) + parent.Number) : Hash(text);
        return type switch
        {
            EnumType values => Visible(values)[(int)(hash % Visible(values).Count)],
            ScalarType { Kind: ScalarKind.Int } => (int)(hash & int.MaxValue),
            ScalarType { Kind: ScalarKind.Float } => (hash % 10_000) + 0.5,
            ScalarType { Kind: ScalarKind.Boolean } => hash % 2 == 0,
            _ => text,
        };
    }

    /// <summary>Values that every source knows and clients may see.</summary>
    private List<string> Visible(EnumType type)
    {
        var visible = ((EnumType)Supergraph.ApiSchema.FindType(type.Name)!).Values.Select(value => value.Name).ToList();
        foreach (var source in Supergraph.Sources)
        {
            if (source.Schema.FindType(type.Name) is EnumType own)
            {
                visible.RemoveAll(value => !own.Values.Contains(value));
            }
        }

        return visible;
    }

    private uint Hash(string text) => StableHash.Of($"{seed}|{text}");
}

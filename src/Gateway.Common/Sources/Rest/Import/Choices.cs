using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary><c>oneOf</c> and <c>anyOf</c> as unions, and as <c>@oneOf</c> inputs.</summary>
/// <remarks>
/// Shape: members that are objects stand for themselves; beside objects, other values are wrapped in a type with one
/// field
/// <c>value</c>; values that are all leaves are one JSON scalar. What stands beside the choice is merged into each
/// member. A choice among them is its own members.
/// Source: JSON Schema 2020-12 §10.2.1; OpenAPI 3.1 §4.8.25 Discriminator.
/// </remarks>
internal sealed class Choices(ImportSession session, SchemaTypes types, bool isInput)
{
    private const int MembersMax = 500;

    private readonly List<(string Sdl, SchemaUse Use)> _members = [];

    /// <param name="name">What the choice is called.</param>
    /// <param name="settle">Told the type's name before its members are mapped, for those that lead back to it.</param>
    /// <returns>The type; null where the alternatives say nothing of values.</returns>
    public string? TryMap(SchemaUse use, MergedSchema schema, string name, Action<string> settle)
    {
        var alternatives = schema.Alternatives.Where(SaysSomething).Take(MembersMax).ToArray();
        if (alternatives.Length == 0)
        {
            return null;
        }

        if (alternatives.Length == 1 && schema.Properties.Count == 0)
        {
            return types.Of(alternatives[0], name).Sdl;
        }

        if (!Array.Exists(alternatives, alternative => IsObject(alternative, schema)))
        {
            return MapValues(alternatives, name);
        }

        var type = session.Catalog.Add(isInput ? SdlKind.Input : SdlKind.Union, use, name);
        settle(type.Name);
        foreach (var alternative in alternatives)
        {
            AddMember(schema, alternative, name);
        }

        type.Description = schema.Description;
        Fill(type, schema);
        return type.Name;
    }

    private void Fill(SdlType type, MergedSchema schema)
    {
        if (isInput)
        {
            type.Directives.Add("@oneOf");
            FillInput(type);
        }
        else
        {
            FillUnion(type);
        }

        ChoiceMembers.Choice[] inner =
            [.. _members.Select(member => session.Choices.Find(member.Sdl)).OfType<ChoiceMembers.Choice>()];
        (SchemaUse Use, IReadOnlyList<string> Types)[] direct =
            [.. _members.Select(member => (member.Use, TypesOf(member.Sdl)))];
        (SchemaUse Use, IReadOnlyList<string> Types)[] nodes =
            [.. direct, .. inner.SelectMany(static choice => choice.Nodes)];
        var rules = new Discriminators(session, types, nodes).Rules(schema.Discriminator, direct, inner);
        type.Directives.AddRange(rules.Select(Discriminators.Write));
        session.Choices.Add(type.Name, new ChoiceMembers.Choice(nodes, rules));
    }

    /// <summary>A member, or what it is a choice between.</summary>
    private IReadOnlyList<string> TypesOf(string sdl) => session.Choices.Find(sdl) is { } choice
        ? [.. choice.Nodes.SelectMany(static node => node.Types).Distinct()]
        : [sdl];

    private bool SaysSomething(ContractNode alternative)
    {
        var use = session.Uses.Of(alternative);
        return use.Core.IsObject && !session.Merger.Merge(use.Core).IsAnything;
    }

    private bool IsObject(ContractNode alternative, MergedSchema shared)
    {
        var merged = session.Merger.Merge(session.Uses.Of(alternative).Core);
        return merged.Properties.Count > 0
            || (merged.IsObject && shared.Properties.Count > 0)
            || merged.Alternatives.Any(inner => IsObjectWithin(inner));
    }

    private bool IsObjectWithin(ContractNode alternative) =>
        session.Merger.Merge(session.Uses.Of(alternative).Core).Properties.Count > 0;

    /// <summary>No member is an object: one type if they agree, else JSON.</summary>
    private string MapValues(ContractNode[] alternatives, string name)
    {
        var kinds = alternatives.Select(member => session.Merger.Merge(session.Uses.Of(member).Core).Types).Distinct();
        if (alternatives.Length > 1 && kinds.Take(2).ToArray() is [JsonTypes.String])
        {
            return "String";
        }

        var mapped = alternatives.Select(
            (member, index) => types.Of(member, Numbered(name, index)).Sdl).Distinct().ToArray();
        return mapped switch
        {
            [var same] => same,
            ["Int", "Float"] or ["Float", "Int"] => "Float",
            _ => session.Catalog.UseScalar(NamedScalars.Json),
        };
    }

    private void AddMember(MergedSchema shared, ContractNode alternative, string name)
    {
        if (session.Subtypes.FindPlain(alternative) is { } plain)
        {
            _members.Add((types.Of(alternative, $"Plain{name}").Sdl, plain));
            return;
        }

        var use = session.Uses.Of(alternative);
        var merged = session.Merger.Merge(use.Core);
        var lacks = merged.IsObject && shared.Properties.Any(property => !merged.Properties.ContainsKey(property.Key));
        var node = lacks ? Combined(shared, alternative) : alternative;
        var stem = use.Name is null ? Numbered(name, _members.Count) : GraphQLNames.Type(use.Name);
        var hint = lacks && use.Name is not null ? name + stem : stem;
        _members.Add((types.Of(node, hint).Sdl, use));
    }

    private static ContractNode Combined(MergedSchema shared, ContractNode alternative)
    {
        var at = (alternative.Document, alternative.Line);
        var required = shared.Required
            .Select(name => ContractNode.Scalar(ContractNodeKind.String, name, at.Document, at.Line)).ToArray();
        var beside = ContractNode.Object(
            [
                new("properties", ContractNode.Object([.. shared.Properties], at.Document, at.Line)),
                new("required", ContractNode.Array(required, at.Document, at.Line)),
            ],
            at.Document,
            at.Line);
        return SchemaMerger.AllOf(beside, alternative);
    }

    private void FillUnion(SdlType type)
    {
        foreach (var (sdl, _) in _members)
        {
            var member = session.Catalog.Find(sdl);
            IEnumerable<string> names = member switch
            {
                { Kind: SdlKind.Object } => [sdl],
                { Kind: SdlKind.Union } => member == type ? [] : member.TypeNames,
                _ => [Wrap(sdl)],
            };
            type.TypeNames.AddRange(names.Where(found => !type.TypeNames.Contains(found)));
        }
    }

    private void FillInput(SdlType type)
    {
        var names = new NameScope();
        foreach (var sdl in _members.SelectMany(member => TypesOf(member.Sdl)).Distinct())
        {
            type.Members.Add(new SdlMember(names.Take(MemberName(sdl)), sdl));
        }
    }

    /// <summary>The type of a member that is no object.</summary>
    private string Wrap(string sdl)
    {
        var name = Stem(sdl) + "Value";
        if (session.Catalog.Find(name) is { } known
            && known.Directives.Contains("@wrapped")
            && known.Members[0].Type == sdl)
        {
            return name;
        }

        var type = session.Catalog.Add(SdlKind.Object, name);
        type.Directives.Add("@wrapped");
        type.Members.Add(new SdlMember("value", sdl));
        return type.Name;
    }

    private static string MemberName(string sdl)
    {
        var stem = Stem(sdl);
        stem = stem.EndsWith("Input", StringComparison.Ordinal) && stem.Length > 5 ? stem[..^5] : stem;
        return GraphQLNames.Field(stem);
    }

    private static string Stem(string sdl)
    {
        var lists = string.Concat(Enumerable.Repeat("List", sdl.Count(static character => character == '[')));
        return sdl.Trim('[', ']', '!') + lists;
    }

    private static string Numbered(string name, int index) => $"{name}Option{index + 1}";
}

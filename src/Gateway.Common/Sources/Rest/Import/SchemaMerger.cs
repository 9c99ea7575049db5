using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Merges <c>allOf</c> into one view of a schema.</summary>
/// <remarks>
/// Shape: branches first, own keywords last, so that the nearer word counts; a property that several branches describe
/// is the
/// <c>allOf</c> of them. What stands there under a condition can be there, so its properties are, required by none.
/// Each schema is merged once. Source: JSON Schema 2020-12 §10.2.1.1, §10.2.2, §10.3.2, §11.3.
/// </remarks>
internal sealed class SchemaMerger(ContractFiles files, Subtypes subtypes)
{
    private const int DepthMax = 64;

    // A leaf has none of these words, and most schemas are leaves.
    private static readonly ulong ObjectBits =
        ContractNode.NameBits(
            "properties", "required", "patternProperties", "additionalProperties", "unevaluatedProperties", "then",
            "else", "dependentSchemas");

    private static readonly ulong AlternativeBits = ContractNode.NameBits("oneOf", "anyOf", "discriminator");

    private readonly Dictionary<ContractNode, MergedSchema> _merged = [];

    public MergedSchema Merge(ContractNode core)
    {
        if (!_merged.TryGetValue(core, out var merged))
        {
            merged = new MergedSchema();
            HashSet<ContractNode>? seen = null;
            Add(merged, core, core, ref seen, 0);
            AddConditional(merged);
            _merged.Add(core, merged);
        }

        return merged;
    }

    private void Add(
        MergedSchema into, ContractNode schema, ContractNode root, ref HashSet<ContractNode>? seen, int depth)
    {
        schema = files.Resolve(schema);
        if (depth > DepthMax || seen?.Contains(schema) == true)
        {
            return;
        }

        if (schema.List("allOf") is { Length: > 0 } branches)
        {
            seen ??= [];
            seen.Add(schema);
            foreach (var branch in branches)
            {
                Add(into, branch, root, ref seen, depth + 1);
            }
        }
        else
        {
            seen?.Add(schema);
        }

        AddValues(into, schema);
        if (schema.MayHaveAny(ObjectBits))
        {
            AddObject(into, schema);
        }

        if (schema.MayHaveAny(AlternativeBits))
        {
            AddAlternatives(into, schema, root);
        }
    }

    private static void AddValues(MergedSchema into, ContractNode schema)
    {
        var types = JsonTypeNames.Of(schema);
        var both = into.Types & types;
        into.Types = both != JsonTypes.None ? both : types != JsonTypes.None ? types : into.Types;
        into.Format = schema.FindText("format") ?? into.Format;
        into.MediaType = schema.FindText("contentMediaType") ?? into.MediaType;
        into.Encoding = schema.FindText("contentEncoding") ?? into.Encoding;
        into.Description = schema.FindText("description") ?? into.Description ?? schema.FindText("title");
        into.Items = schema.Find("items") ?? into.Items;
        into.Minimum = schema.Find("minimum") ?? into.Minimum;
        into.Maximum = schema.Find("maximum") ?? into.Maximum;
        var values = schema.Find("const") is { } only ? [only] : schema.List("enum");
        if (Array.Exists(values, static value => value.Kind != ContractNodeKind.Null))
        {
            into.Enum = Array.FindAll(values, static value => value.Kind != ContractNodeKind.Null);
            into.EnumNode = schema;
        }
    }

    private void AddObject(MergedSchema into, ContractNode schema)
    {
        foreach (var (name, property) in schema.Map("properties"))
        {
            into.Properties[name] = into.Properties.TryGetValue(name, out var other) && other != property
                ? AllOf(other, property)
                : property;
        }

        foreach (var name in schema.List("required"))
        {
            into.Required.Add(name.Text);
        }

        var others = schema.Find("additionalProperties") ?? schema.Find("unevaluatedProperties");
        ContractNode[] kinds =
        [
            .. schema.Map("patternProperties").Select(static pattern => pattern.Value).Append(others!)
                .Where(static kind => kind is { IsObject: true } or { IsTrue: true }),
        ];
        into.IsClosed |= others is { Kind: ContractNodeKind.Boolean, IsTrue: false } && kinds.Length == 0;
        if (into.IsClosed)
        {
            into.Additional = null;
        }
        else if (kinds.Length > 0)
        {
            // What may be anything may be so, whatever else it may be.
            into.Additional = Array.Find(kinds, static kind => kind.Members.Length == 0) ?? AnyOf(kinds);
        }

        Conditional(into, schema);
    }

    private void Conditional(MergedSchema into, ContractNode schema)
    {
        var parts = schema.Map("dependentSchemas").Select(static pair => pair.Value)
            .Append(schema.Find("then")).Append(schema.Find("else")).OfType<ContractNode>();
        foreach (var (name, property) in parts.SelectMany(part => files.Resolve(part).Map("properties")))
        {
            into.Conditional.TryAdd(name, []);
            into.Conditional[name].Add(property);
        }
    }

    /// <summary>Of a schema without properties of its own nothing more is known by those.</summary>
    private static void AddConditional(MergedSchema into)
    {
        if (into.Properties.Count == 0)
        {
            return;
        }

        foreach (var (name, properties) in into.Conditional)
        {
            into.Properties.TryAdd(name, AnyOf([.. properties.Distinct()]));
        }
    }

    private static ContractNode AnyOf(ContractNode[] kinds)
    {
        var at = kinds[0];
        return kinds.Length == 1 ? at : ContractNode.Object(
            [new("anyOf", ContractNode.Array(kinds, at.Document, at.Line))], at.Document, at.Line);
    }

    private void AddAlternatives(MergedSchema into, ContractNode schema, ContractNode root)
    {
        into.Discriminator = schema.Find("discriminator") ?? into.Discriminator;
        var members = schema.Find("oneOf") is null ? schema.List("anyOf") : schema.List("oneOf");
        if (members.Length == 0 && schema == root && schema.Find("discriminator") is not null)
        {
            members = subtypes.Of(schema);
        }

        var alternatives = Array.FindAll(members, static member => !JsonTypeNames.IsNullOnly(member));

        // A member that takes its shared part from the union itself is one of it, not a union again.
        if (alternatives.Length == 0 || Array.Exists(alternatives, member => files.Resolve(member) == root))
        {
            return;
        }

        if (into.Alternatives.Count == 0)
        {
            into.Alternatives = alternatives;
            return;
        }

        // One of several in two ways at once: the second choice's properties are all possible, none is certain.
        foreach (var (name, property) in alternatives.SelectMany(member => files.Resolve(member).Map("properties")))
        {
            into.Properties.TryAdd(name, property);
        }
    }

    public static ContractNode AllOf(ContractNode first, ContractNode second)
    {
        var branches = ContractNode.Array([first, second], second.Document, second.Line);
        return ContractNode.Object([new("allOf", branches)], second.Document, second.Line);
    }
}

using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>A schema as a GraphQL type at one place.</summary>
/// <param name="Sdl">The type without an outer non-null.</param>
/// <param name="Use">The place's annotations.</param>
internal readonly record struct MappedType(string Sdl, SchemaUse Use)
{
    /// <summary>The type with its outer non-null where values are never null.</summary>
    public string NonNullUnlessNullable => Use.IsNullable || Sdl == NamedScalars.Json ? Sdl : Sdl + "!";
}

/// <summary>Maps schemas to types of one direction: what is answered, or what is sent.</summary>
/// <remarks>
/// Shape: a named or inline object is one type for all its uses; arrays, maps and scalars have no name of their own.
/// <c>readOnly</c> properties are left out of inputs, <c>writeOnly</c> ones out of outputs.
/// </remarks>
internal sealed class SchemaTypes(ImportSession session, bool isInput, bool takesFiles = false)
{
    private const int DepthMax = 200;

    private readonly Dictionary<ContractNode, string> _known = [];
    private readonly HashSet<ContractNode> _unnamed = [];
    private int _depth;

    public MappedType Of(ContractNode schema, string hint)
    {
        var use = session.Uses.Of(schema);
        if (_known.TryGetValue(use.Core, out var known))
        {
            return new MappedType(known, use);
        }

        // Only schemas without a type name of their own come back here while they are mapped: [[[…]]] without end.
        if (_depth >= DepthMax || !_unnamed.Add(use.Core))
        {
            session.Log.Warn(
                ContractCodes.SchemaOpaque, "This schema contains itself without an object between.", use.Core);
            return new MappedType(Json(), use);
        }

        _depth++;
        var sdl = Map(use, session.Merger.Merge(use.Core), hint);
        _depth--;
        _unnamed.Remove(use.Core);
        return new MappedType(sdl, use);
    }

    /// <summary>The type of a schema that was mapped before; null for any other.</summary>
    public string? FindKnown(ContractNode core) => _known.GetValueOrDefault(core);

    /// <summary>Most properties need no name: theirs is not made up.</summary>
    private MappedType OfProperty(ContractNode property, string stem, string wireName)
    {
        var use = session.Uses.Of(property);
        if (_known.TryGetValue(use.Core, out var known))
        {
            return new MappedType(known, use);
        }

        var schema = session.Merger.Merge(use.Core);
        var isLeaf = schema.Enum is null && schema.Alternatives.Count == 0 && !schema.IsObject
            && schema.Types is not (JsonTypes.Array or JsonTypes.None);
        return isLeaf
            ? new MappedType(Scalar(schema), use)
            : Of(property, stem + Capital(GraphQLNames.Type(wireName)));
    }

    private string Map(SchemaUse use, MergedSchema schema, string hint)
    {
        if (session.Enums.TryName(use, schema, hint) is { } enumName)
        {
            return enumName;
        }

        if (schema.Enum is not null && schema.Types == JsonTypes.None)
        {
            return schema.Enum.All(static value => value.Kind == ContractNodeKind.Boolean) ? "Boolean" : Json();
        }

        if (schema.Alternatives.Count > 0 && MapAlternatives(use, schema, hint) is { } choice)
        {
            return choice;
        }

        if (schema.IsObject)
        {
            return MapObject(use, schema, hint);
        }

        if (schema.Types == JsonTypes.Array || (schema.Types == JsonTypes.None && schema.Items is not null))
        {
            return schema.Items is { IsObject: true } items
                ? $"[{Of(items, hint).NonNullUnlessNullable}]"
                : $"[{Json()}]";
        }

        return Scalar(schema);
    }

    private string Scalar(MergedSchema schema)
    {
        var scalar = takesFiles && ScalarTypes.IsFile(schema) ? UploadScalar.Name : ScalarTypes.Of(schema);
        return NamedScalars.Contains(scalar) ? session.Catalog.UseScalar(scalar) : scalar;
    }

    private string? MapAlternatives(SchemaUse use, MergedSchema schema, string hint)
    {
        var name = session.Catalog.PreferredName(use, hint);
        var choices = new Choices(session, this, isInput);
        return choices.TryMap(use, schema, name, sdl => _known.TryAdd(use.Core, sdl));
    }

    private string MapObject(SchemaUse use, MergedSchema schema, string hint)
    {
        var properties = Visible(schema);
        if (properties.Count == 0)
        {
            return schema.Properties.Count == 0
                && schema.Additional is { IsObject: true } values
                && IsTyped(values, hint)
                ? session.Entries.ListOf(this, values, hint, isInput)
                : Json();
        }

        var type = session.Catalog.Add(isInput ? SdlKind.Input : SdlKind.Object, use, hint);
        _known.Add(use.Core, type.Name);
        type.Description = schema.Description;
        var stem = isInput && type.Name.EndsWith("Input", StringComparison.Ordinal) ? type.Name[..^5] : type.Name;
        var preferred = properties.ConvertAll(property => session.FieldName(property.Key));

        // A property that is already called as GraphQL would call it keeps its name.
        var names = new NameScope(preferred.Where((name, index) => name == properties[index].Key));
        for (var index = 0; index < properties.Count; index++)
        {
            var (wireName, property) = properties[index];
            var name = preferred[index] == wireName ? wireName : names.Take(preferred[index]);
            type.Members.Add(MapProperty(name, wireName, property, schema.Required.Contains(wireName), stem));
        }

        if (schema.Additional is { IsObject: true, Members.Length: > 0 } additional)
        {
            var entries = session.Entries.ListOf(this, additional, stem + "Additional", isInput);
            type.Members.Add(
                new SdlMember(names.Take("additionalProperties"), entries) { Directives = { "@additional" } });
        }

        return type.Name;
    }

    /// <summary>Entries of any value say no more than the JSON of the whole map.</summary>
    private bool IsTyped(ContractNode values, string hint) =>
        values.Members.Length > 0 && Of(values, hint + "Value").Sdl != NamedScalars.Json;

    private SdlMember MapProperty(
        string name, string wireName, ContractNode property, bool isRequired, string stem)
    {
        session.Catalog.Charge(property);
        var mapped = OfProperty(property, stem, wireName);
        var member = new SdlMember(name, mapped.Sdl) { Description = mapped.Use.Description };
        if (isRequired)
        {
            member.Type = mapped.NonNullUnlessNullable;

            // What must be sent and may be null is sent as null when nothing is given.
            member.Default = isInput && !member.Type.EndsWith('!') && mapped.Use.IsNullable ? "null" : null;
        }

        if (member.Name != wireName)
        {
            member.Directives.Add($"@source(name: {SdlWriter.Quote(wireName)})");
        }

        if (mapped.Use.IsDeprecated && !(isInput && member.Type.EndsWith('!')))
        {
            member.Directives.Add("@deprecated");
        }

        return member;
    }

    private List<KeyValuePair<string, ContractNode>> Visible(MergedSchema schema)
    {
        var visible = new List<KeyValuePair<string, ContractNode>>();
        foreach (var property in schema.Properties)
        {
            // A false schema: the property must not be there.
            if (!property.Value.IsObject && !property.Value.IsTrue)
            {
                continue;
            }

            var use = session.Uses.Of(property.Value);
            if (isInput ? !use.IsReadOnly : !use.IsWriteOnly)
            {
                visible.Add(property);
            }
        }

        return visible;
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private string Json() => session.Catalog.UseScalar(NamedScalars.Json);
}

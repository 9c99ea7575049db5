using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Enum types: one for each schema that lists its values, whichever direction uses it.</summary>
/// <remarks>Source: JSON Schema 2020-12 Validation §6.1.2: values may be of any type.</remarks>
internal sealed class EnumTypes(TypeCatalog catalog)
{
    /// <summary>A listing longer than this is data, not a type: its values stay strings.</summary>
    private const int ValuesMax = 2_000;

    private readonly Dictionary<ContractNode, string> _names = [];

    /// <summary>GraphQL names of the values by type name and JSON text, for defaults.</summary>
    private readonly Dictionary<(string Type, ContractNodeKind Kind, string Text), string> _values = [];

    /// <summary>The enum's name, or null where a scalar says as much.</summary>
    public string? TryName(SchemaUse use, MergedSchema schema, string hint)
    {
        if (schema.Enum is not { Count: <= ValuesMax } values
            || values.All(static value => value.Kind == ContractNodeKind.Boolean)
            || values.Any(static value => value.Kind is ContractNodeKind.Array or ContractNodeKind.Object))
        {
            return null;
        }

        if (!_names.TryGetValue(use.Core, out var name))
        {
            name = Add(use, schema, values, hint);
            _names.Add(use.Core, name);
        }

        return name;
    }

    public string? FindValue(string typeName, ContractNode value) =>
        _values.GetValueOrDefault((typeName, value.Kind, value.Text));

    private string Add(SchemaUse use, MergedSchema schema, IReadOnlyList<ContractNode> values, string hint)
    {
        var type = catalog.Add(SdlKind.Enum, use, hint);
        type.Description = schema.Description;
        var names = NamesOf(schema, values);
        var descriptions = schema.EnumNode!.List("x-enum-descriptions");

        // A value that is already written as GraphQL would write it keeps its name.
        var preferred = Array.ConvertAll(names, GraphQLNames.EnumValue);
        var kept = preferred.Where((name, index) => name == names[index]).ToHashSet(StringComparer.Ordinal);
        var scope = new NameScope(kept);
        for (var index = 0; index < values.Count; index++)
        {
            var value = values[index];
            if (_values.ContainsKey((type.Name, value.Kind, value.Text)))
            {
                continue;
            }

            catalog.Charge(value);
            var isKept = preferred[index] == names[index] && kept.Remove(names[index]);
            var member = new SdlMember(isKept ? names[index] : scope.Take(preferred[index]));
            _values.Add((type.Name, value.Kind, value.Text), member.Name);
            member.Description = index < descriptions.Length ? descriptions[index].Text : null;
            if (value.Kind != ContractNodeKind.String)
            {
                member.Directives.Add($"@wireValue(json: {SdlWriter.Quote(value.Text)})");
            }
            else if (value.Text != member.Name)
            {
                member.Directives.Add($"@source(name: {SdlWriter.Quote(value.Text)})");
            }

            type.Members.Add(member);
        }

        return type.Name;
    }

    private static string[] NamesOf(MergedSchema schema, IReadOnlyList<ContractNode> values)
    {
        foreach (var extension in (ReadOnlySpan<string>)["x-enum-varnames", "x-enumNames"])
        {
            var names = schema.EnumNode!.List(extension);
            if (names.Length == values.Count)
            {
                return [.. names.Select(static name => name.Text)];
            }
        }

        return [.. values.Select(static value => value.Text)];
    }
}

using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Maps as lists of entries: one entry type for each type of value and direction.</summary>
internal sealed class EntryTypes(ImportSession session)
{
    private readonly Dictionary<(string Value, bool IsInput), string> _names = [];

    /// <summary>SDL of the list that stands for an object with any property names.</summary>
    /// <param name="types">Maps the values, of the same direction.</param>
    /// <param name="values">The schema of the properties' values.</param>
    public string ListOf(SchemaTypes types, ContractNode values, string hint, bool isInput)
    {
        var value = types.Of(values, hint + "Value").NonNullUnlessNullable;
        if (!_names.TryGetValue((value, isInput), out var name))
        {
            name = Add(value, isInput);
            _names.Add((value, isInput), name);
        }

        return $"[{name}!]";
    }

    private string Add(string value, bool isInput)
    {
        var stem = value.Trim('[', ']', '!');
        stem = isInput && stem.EndsWith("Input", StringComparison.Ordinal) ? stem[..^5] : stem;
        var lists = string.Concat(Enumerable.Repeat("List", value.Count(static character => character == '[')));
        var kind = isInput ? SdlKind.Input : SdlKind.Object;
        var type = session.Catalog.Add(kind, stem + lists + "Entry" + (isInput ? "Input" : ""));
        type.Directives.Add("@mapEntry");
        type.Members.Add(new SdlMember("key", "String!"));
        type.Members.Add(new SdlMember("value", value));
        return type.Name;
    }
}

using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>The schema's types by the definitions that they come of, each with a name of its own.</summary>
internal sealed class TypeRegistry
{
    private static readonly string[] Reserved =
        ["Query", "Mutation", "Subscription", "Int", "Float", "String", "Boolean", "ID", .. NamedScalars.All];

    private readonly NameScope _names = new(Reserved);
    private readonly Dictionary<(SdlKind Kind, object Origin), SdlType> _types = [];
    private readonly List<SdlType> _inOrder = [];

    /// <summary>In the order in which they were first needed.</summary>
    public IReadOnlyList<SdlType> Types => _inOrder;

    public bool TryFind(SdlKind kind, object origin, out SdlType type) =>
        _types.TryGetValue((kind, origin), out type!);

    /// <param name="kind">What it is written as.</param>
    /// <param name="origin">A definition, or a part of one.</param>
    /// <param name="name">As the contract has it.</param>
    public SdlType Add(SdlKind kind, object origin, string name)
    {
        var type = new SdlType(kind, _names.Take(GraphQLNames.Type(name)));
        _types.Add((kind, origin), type);
        _inOrder.Add(type);
        return type;
    }

    /// <summary>The name of the value that an enum has for a text; null without one.</summary>
    public string? EnumValue(string enumName, string wire, out bool isEnum)
    {
        var type = _inOrder.Find(type => type.Kind == SdlKind.Enum && type.Name == enumName);
        isEnum = type is not null;
        var renamed = $"@source(name: {SdlWriter.Quote(wire)})";
        return type?.Members.Find(member => member.Directives.Contains(renamed)
            || (member.Directives.Count == 0 && member.Name == wire))?.Name;
    }

    /// <returns>The enum's name.</returns>
    public string Enum(XElement definition, string name, IReadOnlyList<XElement> values)
    {
        if (TryFind(SdlKind.Enum, definition, out var known))
        {
            return known.Name;
        }

        var type = Add(SdlKind.Enum, definition, name);
        type.Description = Documentation.Of(definition);
        var names = new NameScope();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var wire = (string?)value.Attribute("value") ?? "";
            if (!seen.Add(wire))
            {
                continue;
            }

            var member = new SdlMember(names.Take(GraphQLNames.EnumValue(wire)))
            {
                Description = Documentation.Of(value),
            };
            if (member.Name != wire)
            {
                member.Directives.Add($"@source(name: {SdlWriter.Quote(wire)})");
            }

            type.Members.Add(member);
        }

        return type.Name;
    }
}

using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Model;

/// <summary>A source schema with its directives' meaning: Federation's names resolved through <c>@link</c>.</summary>
internal sealed class SourceView
{
    private static readonly string[] Machinery = ["_Any", "_Entity", "_Service", "FieldSet", "_FieldSet", "link__Import", "link__Purpose"];
    private static readonly string[] Bindings = ["rest", "soap", "grpc", "local"];

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public SourceView(SourceSchema source, int index)
    {
        Source = source;
        Index = index;
        foreach (var link in source.Schema.Directives.Where(directive => directive.Name.Is("link"u8)))
        {
            ReadLink(link);
        }

        IsFederation = IsFederation2 || (source.Kind == SourceKind.GraphQL && !UsesLookups(source.Schema)
            && source.Schema.Types.Any(type => type.HasDirective("key"u8)));
    }

    public SourceSchema Source { get; }

    public int Index { get; }

    public bool IsFederation2 { get; private set; }

    /// <summary>Whether entities are given by <c>_entities</c>.</summary>
    public bool IsFederation { get; }

    /// <summary>A source whose fields are calls: everything in it is shareable, and nothing external.</summary>
    public bool IsBound => Source.Kind != SourceKind.GraphQL;

    /// <summary>Types that take part, root types under their usual names.</summary>
    public IEnumerable<(string Name, NamedType Type)> Types => Source.Schema.Types
        .Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)
            && !Machinery.Contains(type.Name)
            && !type.Name.StartsWith("federation__", StringComparison.Ordinal))
        .Select(type => (NameOf(type), type));

    public string NameOf(NamedType type) =>
        type == Source.Schema.QueryType ? "Query"
        : type == Source.Schema.MutationType ? "Mutation"
        : type == Source.Schema.SubscriptionType ? "Subscription"
        : type.Name;

    public NamedType? Find(string name) => name switch
    {
        "Query" when Source.Schema.QueryType is { } root => root,
        "Mutation" when Source.Schema.MutationType is { } root => root,
        "Subscription" when Source.Schema.SubscriptionType is { } root => root,
        _ => Source.Schema.FindType(name),
    };

    public static bool IsMachinery(FieldDefinition field) => field.Name is "_entities" or "_service";

    public static bool IsBinding(FieldDefinition field) =>
        field.Directives.Any(directive => Bindings.Contains(directive.Name.Value));

    public IEnumerable<DirectiveNode> Find(IReadOnlyList<DirectiveNode> directives, string name)
    {
        var spelled = Spelled(name);
        return directives.Where(directive => directive.Name.Value == spelled);
    }

    public bool Has(IReadOnlyList<DirectiveNode> directives, string name) => Find(directives, name).Any();

    public static string? Text(DirectiveNode? directive, string argument) =>
        directive?.Arguments.FirstOrDefault(candidate => candidate.Name.Value == argument)?.Value is StringValueNode text
            ? text.Value
            : null;

    /// <summary>The canonical name of a directive as this source spells it.</summary>
    public string Canonical(DirectiveNode directive)
    {
        var name = directive.Name.Value;
        foreach (var (canonical, spelled) in _names)
        {
            if (spelled == name)
            {
                return canonical;
            }
        }

        return name.StartsWith("federation__", StringComparison.Ordinal) ? name["federation__".Length..] : name;
    }

    private string Spelled(string name) => _names.GetValueOrDefault(name) ?? (IsFederation2 && !IsOurs(name) ? $"federation__{name}" : name);

    /// <summary>Directives of other specifications are never prefixed by Federation's link.</summary>
    private static bool IsOurs(string name) => name is "lookup" or "is" or "require" or "internal" or "from" or "claim" or "owner";

    private void ReadLink(DirectiveNode link)
    {
        if (Text(link, "url")?.Contains("/federation/", StringComparison.Ordinal) != true)
        {
            return;
        }

        IsFederation2 = true;
        var imports = link.Arguments.FirstOrDefault(argument => argument.Name.Is("import"u8))?.Value as ListValueNode;
        foreach (var import in imports?.Values ?? [])
        {
            switch (import)
            {
                case StringValueNode name:
                    _names[name.Value.TrimStart('@')] = name.Value.TrimStart('@');
                    break;
                case ObjectValueNode renamed when Member(renamed, "name") is { } name:
                    _names[name.TrimStart('@')] = (Member(renamed, "as") ?? name).TrimStart('@');
                    break;
            }
        }
    }

    private static string? Member(ObjectValueNode value, string name) =>
        value.Fields.FirstOrDefault(field => field.Name.Value == name)?.Value is StringValueNode text ? text.Value : null;

    private static bool UsesLookups(GraphQLSchema schema) =>
        schema.QueryType?.Fields.Any(field => field.HasDirective("lookup"u8)) ?? false;
}

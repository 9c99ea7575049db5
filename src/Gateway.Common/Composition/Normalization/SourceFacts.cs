using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>A source schema, read through the specifications' words whatever it calls them.</summary>
internal sealed class SourceFacts
{
    private readonly DirectiveNames _names;
    private readonly Dictionary<string, NamedType> _types = [];
    private readonly Dictionary<ComplexType, IReadOnlyList<FieldDefinition>> _fields = [];

    public SourceFacts(int index, SourceSchema source)
    {
        Index = index;
        Source = source;
        _names = new DirectiveNames(source.Schema.Directives);
        var words = new HashSet<string>(Schema.Types.SelectMany(WordsOf));
        IsImplicitlyShared = source.Kind == SourceKind.GraphQL
            && !_names.LinksFederation && !words.Any(Words.IsAboutSharing);
        UsesEntities = source.Kind == SourceKind.GraphQL
            && (_names.LinksFederation || !words.Contains(Words.Lookup));
        foreach (var type in Schema.Types)
        {
            if (Participates(type))
            {
                _types.TryAdd(NameOf(type), type);
            }
        }

        KeyFields = KeyFieldSearch.Find(this);
    }

    /// <summary>Position among the sources.</summary>
    public int Index { get; }

    public SourceSchema Source { get; }

    public string Name => Source.Name;

    public GraphQLSchema Schema => Source.Schema;

    /// <summary>Calls answer one bound field each, not a selection.</summary>
    public bool IsBound => Source.Kind != SourceKind.GraphQL;

    /// <summary>A schema without <c>@shareable</c> (plain, or Federation 1): all it holds may be shared.</summary>
    public bool IsImplicitlyShared { get; }

    /// <summary>Whether its keys are entered by <c>_entities</c>.</summary>
    public bool UsesEntities { get; }

    /// <summary>Type and field names that some key of this source is made of.</summary>
    public IReadOnlySet<(string Type, string Field)> KeyFields { get; }

    /// <summary>What takes part in composition, by the name it has there.</summary>
    public IReadOnlyDictionary<string, NamedType> Types => _types;

    /// <summary>Root types are called after their operation, whatever the source calls them.</summary>
    public string NameOf(NamedType type) =>
        type == Schema.QueryType ? nameof(OperationType.Query)
        : type == Schema.MutationType ? nameof(OperationType.Mutation)
        : type == Schema.SubscriptionType ? nameof(OperationType.Subscription)
        : type.Name;

    public bool IsRoot(NamedType type) =>
        type == Schema.QueryType || type == Schema.MutationType || type == Schema.SubscriptionType;

    /// <summary>Fields that take part: none of Federation's own, none <c>@internal</c>.</summary>
    public IReadOnlyList<FieldDefinition> FieldsOf(ComplexType type)
    {
        if (!_fields.TryGetValue(type, out var fields))
        {
            fields = [.. type.Fields.Where(field => !IsMachinery(type, field) && !Has(field, Words.Internal))];
            _fields.Add(type, fields);
        }

        return fields;
    }

    /// <summary>The specification's name of an applied directive.</summary>
    public string WordOf(DirectiveNode directive) => _names.Canonical(directive.Name.Value);

    public DirectiveNode? Find(IReadOnlyList<DirectiveNode> directives, string word)
    {
        foreach (var directive in directives)
        {
            if (WordOf(directive) == word)
            {
                return directive;
            }
        }

        return null;
    }

    public DirectiveNode? Find(SchemaMember member, string word) => Find(member.Directives, word);

    public bool Has(SchemaMember member, string word) => Find(member.Directives, word) is not null;

    public bool Has(NamedType type, string word) => Find(type.Directives, word) is not null;

    public bool IsInterfaceObject(NamedType type) => type is ObjectType && Has(type, Words.InterfaceObject);

    /// <summary>Known but not resolved here; a Federation 1 key is the source's own though it says external.</summary>
    public bool IsExternal(FieldDefinition field) =>
        !IsBound
        && (Has(field, Words.External) || Has(field.DeclaringType, Words.External))
        && (_names.LinksFederation || !IsKeyField(field));

    public bool IsKeyField(FieldDefinition field) => KeyFields.Contains((field.DeclaringType.Name, field.Name));

    /// <summary>Whether other sources may resolve the field too, as far as this one is asked.</summary>
    public bool IsShareable(FieldDefinition field) =>
        IsImplicitlyShared
        || (IsBound && !IsRoot(field.DeclaringType))
        || IsKeyField(field)
        || Has(field, Words.Shareable)
        || Has(field.DeclaringType, Words.Shareable);

    /// <summary>A call of its own on a type that is not a root.</summary>
    public bool IsBoundField(FieldDefinition field) =>
        IsBound && !IsRoot(field.DeclaringType)
        && field.Directives.Any(directive => Words.IsBinding(directive.Name.Value));

    /// <summary>An argument that clients never give.</summary>
    public bool IsFilledIn(InputValueDefinition argument) => Has(argument, Words.Require) || Has(argument, Words.Claim);

    public IEnumerable<SourceKey> KeysOf(NamedType type)
    {
        foreach (var directive in type.Directives)
        {
            if (WordOf(directive) == Words.Key)
            {
                var text = DirectiveArguments.Text(directive, "fields"u8) ?? "";
                var isResolvable = DirectiveArguments.Flag(directive, "resolvable"u8) ?? true;
                yield return new SourceKey(text, FieldSets.Read(text), isResolvable, directive);
            }
        }
    }

    /// <summary>A field's <c>@requires</c> or <c>@provides</c>; null where none can be read.</summary>
    public FieldSet? FieldSetOf(FieldDefinition field, string word) =>
        Find(field, word) is { } directive && DirectiveArguments.Text(directive, "fields"u8) is { } text
            ? FieldSets.Read(text)
            : null;

    private bool Participates(NamedType type)
    {
        if (BuiltIn.IsIntrospectionType(type.Name) || _names.IsMachinery(type.Name) || Has(type, Words.Internal))
        {
            return false;
        }

        return type switch
        {
            ScalarType scalar => scalar.Kind == ScalarKind.Custom,
            ComplexType complex when IsRoot(type) => FieldsOf(complex).Count > 0,
            _ => true,
        };
    }

    private bool IsMachinery(ComplexType type, FieldDefinition field) =>
        type == Schema.QueryType && field.Name is "_entities" or "_service";

    private IEnumerable<string> WordsOf(NamedType type)
    {
        var own = type.Directives.Select(WordOf);
        return type is ComplexType complex
            ? own.Concat(complex.Fields.SelectMany(field => field.Directives.Select(WordOf)
                .Concat(field.Arguments.SelectMany(argument => argument.Directives.Select(WordOf)))))
            : own;
    }
}

using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>A source schema, read through the specifications' words whatever it calls them.</summary>
internal sealed class SourceFacts
{
    private readonly DirectiveNames _names;
    private readonly Dictionary<string, NamedType> _types = [];
    private readonly Dictionary<ComplexType, IReadOnlyList<FieldDefinition>> _fields = [];
    private readonly Dictionary<NamedType, IReadOnlyList<SourceKey>> _keys = [];
    private readonly Lazy<IReadOnlyList<LookupField>> _lookups;
    private readonly Lazy<HashSet<(string Type, string Field)>> _keyFields;
    private readonly Lazy<SourceUses> _uses;
    private readonly Lazy<HashSet<FieldDefinition>> _used;
    private readonly Lazy<ILookup<string, NamedType>> _setters;

    private readonly GraphQLSchema? _named;

    /// <param name="index">Position among the sources.</param>
    /// <param name="source">What is read.</param>
    /// <param name="named">
    /// The schema whose names for its root types are used; null, and where it has none: they are called after their
    /// operation.
    /// </param>
    public SourceFacts(int index, SourceSchema source, GraphQLSchema? named = null)
    {
        _named = named;
        Index = index;
        Source = source;
        _names = new DirectiveNames(source.Schema.Directives);
        // One that links Federation 2 says by that alone what is asked of its words here.
        var words = new Lazy<HashSet<string>>(() => WordSearch.Find(this));
        Dialect = source.Kind != SourceKind.GraphQL ? Dialect.Bound
            : _names.LinksFederation ? Dialect.FederationTwo
            : _names.LinksComposite || words.Value.Any(Words.IsComposite) ? Dialect.Composite
            : Dialect.FederationOne;
        IsImplicitlyShared = Dialect == Dialect.FederationOne && !words.Value.Any(Words.IsAboutSharing);
        UsesEntities = source.Kind == SourceKind.GraphQL
            && (_names.LinksFederation || !(_names.LinksComposite || words.Value.Contains(Words.Lookup)));
        foreach (var type in Schema.Types)
        {
            if (Participates(type))
            {
                _types.TryAdd(NameOf(type), type);
            }
        }

        _lookups = new Lazy<IReadOnlyList<LookupField>>(() => [.. LookupFields.Of(this)]);
        _keyFields = new Lazy<HashSet<(string Type, string Field)>>(() => KeyFieldSearch.Find(this));
        _uses = new Lazy<SourceUses>(() => new SourceUses(this));
        _used = new Lazy<HashSet<FieldDefinition>>(() => UsedFieldSearch.Find(this));
        _setters = new Lazy<ILookup<string, NamedType>>(() => ContextFields.Setters(this));
    }

    /// <summary>Position among the sources.</summary>
    public int Index { get; }

    public SourceSchema Source { get; }

    public string Name => Source.Name;

    public GraphQLSchema Schema => Source.Schema;

    public Dialect Dialect { get; }

    /// <summary>What it links, in document order.</summary>
    public IReadOnlyList<SpecLink> Links => _names.Links;

    /// <summary>Where the words that carry selections stand.</summary>
    public SourceUses Uses => _uses.Value;

    /// <summary>The types that set each context.</summary>
    public ILookup<string, NamedType> Setters => _setters.Value;

    /// <summary>Calls answer one bound field each, not a selection.</summary>
    public bool IsBound => Source.Kind != SourceKind.GraphQL;

    /// <summary>A schema without <c>@shareable</c> (plain, or Federation 1): all it holds may be shared.</summary>
    public bool IsImplicitlyShared { get; }

    /// <summary>Whether its keys are entered by <c>_entities</c>.</summary>
    public bool UsesEntities { get; }

    /// <summary>Type and field names that some key of this source is made of.</summary>
    public IReadOnlySet<(string Type, string Field)> KeyFields => _keyFields.Value;

    /// <summary>The root fields by which it gives entities.</summary>
    public IReadOnlyList<LookupField> Lookups => _lookups.Value;

    /// <summary>What takes part in composition, by the name it has there.</summary>
    public IReadOnlyDictionary<string, NamedType> Types => _types;

    /// <summary>All fields that are the source's own to say something of, <c>@internal</c> ones included.</summary>
    public IEnumerable<FieldDefinition> OwnFields => Schema.Types.OfType<ComplexType>()
        .Where(type => !BuiltIn.IsIntrospectionType(type.Name) && !_names.IsMachinery(type.Name))
        .SelectMany(type => type.Fields);

    /// <summary>Root types are called what they are in the whole, whatever the source calls them.</summary>
    public string NameOf(NamedType type) =>
        type == Schema.QueryType ? RootName(OperationType.Query)
        : type == Schema.MutationType ? RootName(OperationType.Mutation)
        : type == Schema.SubscriptionType ? RootName(OperationType.Subscription)
        : type.Name;

    public string RootName(OperationType operation) => _named?.RootType(operation)?.Name ?? operation.ToString();

    public bool IsRoot(NamedType type) =>
        type == Schema.QueryType || type == Schema.MutationType || type == Schema.SubscriptionType;

    /// <summary>Fields that take part: none of Federation's own, none <c>@internal</c>.</summary>
    public IReadOnlyList<FieldDefinition> FieldsOf(ComplexType type)
    {
        if (!_fields.TryGetValue(type, out var fields))
        {
            fields = AllTakePart(type)
                ? type.Fields
                : [.. type.Fields.Where(field => TakesPart(type, field))];
            _fields.Add(type, fields);
        }

        return fields;
    }

    /// <summary>The specification's name of an applied directive.</summary>
    public string WordOf(DirectiveNode directive) => _names.Canonical(directive.Name);

    public string WordOf(string directiveName) => _names.Canonical(directiveName);

    /// <summary>Whether the source asks that the directive stays in the merged schema.</summary>
    public bool Composes(string directiveName) => Schema.Directives.Any(directive =>
        WordOf(directive) == Words.ComposeDirective
        && DirectiveArguments.Text(directive, "name"u8)?.TrimStart('@') == directiveName);

    public DirectiveNode? Find(IReadOnlyList<DirectiveNode> directives, string word)
    {
        foreach (var directive in directives.Elements())
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

    public bool IsMachinery(string name) => _names.IsMachinery(name);

    public bool IsInterfaceObject(NamedType type) => type is ObjectType && Has(type, Words.InterfaceObject);

    /// <summary>
    /// Known but not resolved here. A key is the source's own though it says external; in Federation 2 only where the
    /// type is an extension.
    /// </summary>
    public bool IsExternal(FieldDefinition field) =>
        !IsBound && IsMarkedExternal(field)
        && !(IsKeyField(field) && (Dialect != Dialect.FederationTwo || IsExtension(field.DeclaringType)));

    /// <summary>A type that the source extends and another one defines.</summary>
    public bool IsExtension(NamedType type) =>
        Has(type, Words.Extends) || type.Syntax.Any(syntax => syntax.Node is TypeDefinitionNode { IsExtension: true });

    /// <summary>Fields that a key, requirement or provision of the source names.</summary>
    public IReadOnlySet<FieldDefinition> UsedFields => _used.Value;

    /// <summary>Whether the field, or the part of the type that declares it, says <c>@external</c>.</summary>
    public bool IsMarkedExternal(FieldDefinition field) =>
        Has(field, Words.External) || Has(field.DeclaringType, Words.External);

    public bool IsKeyField(FieldDefinition field) => KeyFields.Contains((field.DeclaringType.Name, field.Name));

    /// <summary>Whether other sources may resolve the field too, as far as this one is asked.</summary>
    public bool IsShareable(FieldDefinition field) =>
        IsImplicitlyShared
        || (IsBound && !IsRoot(field.DeclaringType))
        || IsKeyField(field)
        || Has(field, Words.Shareable)
        || IsDeclaredShareable(field);

    /// <summary>Said of a type, it is said of the fields that stand with it, not of those of its extensions.</summary>
    /// <remarks>Source: Composite Schemas §2 @shareable; Apollo Federation 2.2.</remarks>
    private bool IsDeclaredShareable(FieldDefinition field)
    {
        var declarations = field.DeclaringType.Syntax;
        var isSaid = Has(field.DeclaringType, Words.Shareable);
        if (!isSaid || declarations.Count < 2 || field.Syntax is not { Node: { } node } at)
        {
            return isSaid;
        }

        return declarations.Any(declaration => declaration.Document == at.Document
            && declaration.Node is ObjectTypeDefinitionNode type
            && type.Fields.Any(own => ReferenceEquals(own, node))
            && Find(type.Directives, Words.Shareable) is not null);
    }

    /// <summary>A call of its own on a type that is not a root.</summary>
    public bool IsBoundField(FieldDefinition field) =>
        IsBound && !IsRoot(field.DeclaringType)
        && field.Directives.Any(directive => Words.IsBinding(directive.Name.Value));

    /// <summary>An argument that clients never give.</summary>
    public bool IsFilledIn(InputValueDefinition argument) =>
        Has(argument, Words.Require) || Has(argument, Words.Claim) || Has(argument, Words.FromContext);

    public IReadOnlyList<SourceKey> KeysOf(NamedType type)
    {
        if (!_keys.TryGetValue(type, out var keys))
        {
            keys = [.. type.Directives.Where(directive => WordOf(directive) == Words.Key).Select(SourceKey.Read)];
            _keys.Add(type, keys);
        }

        return keys;
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

    private bool AllTakePart(ComplexType type)
    {
        foreach (var field in type.Fields)
        {
            if (!TakesPart(type, field))
            {
                return false;
            }
        }

        return true;
    }

    private bool TakesPart(ComplexType type, FieldDefinition field) =>
        !IsMachinery(type, field) && !Has(field, Words.Internal);

    private bool IsMachinery(ComplexType type, FieldDefinition field) =>
        type == Schema.QueryType && field.Name is "_entities" or "_service";
}

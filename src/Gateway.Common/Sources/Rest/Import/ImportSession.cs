using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>What the parts of one import share.</summary>
internal sealed class ImportSession
{
    private readonly Dictionary<string, string> _fieldNames = new(StringComparer.Ordinal);

    public ImportSession(
        ContractFiles files,
        ImportLog log,
        ImportOptions options,
        IReadOnlyList<KeyValuePair<string, ContractNode>> components)
    {
        Files = files;
        Log = log;
        Uses = new SchemaUses(files);
        Subtypes = new Subtypes(files, components);
        Merger = new SchemaMerger(files, Subtypes);
        Catalog = new TypeCatalog(options, components);
        Enums = new EnumTypes(Catalog);
        Entries = new EntryTypes(this);
        Choices = new ChoiceMembers();
        Outputs = new SchemaTypes(this, isInput: false);
        Inputs = new SchemaTypes(this, isInput: true);
        FormInputs = new SchemaTypes(this, isInput: true, takesFiles: true);
    }

    public ContractFiles Files { get; }

    public ImportLog Log { get; }

    public SchemaUses Uses { get; }

    public Subtypes Subtypes { get; }

    public SchemaMerger Merger { get; }

    public TypeCatalog Catalog { get; }

    public EnumTypes Enums { get; }

    public EntryTypes Entries { get; }

    public ChoiceMembers Choices { get; }

    public SchemaTypes Outputs { get; }

    public SchemaTypes Inputs { get; }

    /// <summary>What is sent as <c>multipart/form-data</c>: bytes are files there.</summary>
    public SchemaTypes FormInputs { get; }

    /// <summary><see cref="GraphQLNames.Field"/>, once for a name that many schemas have.</summary>
    public string FieldName(string wireName)
    {
        if (!_fieldNames.TryGetValue(wireName, out var name))
        {
            name = GraphQLNames.Field(wireName);
            _fieldNames.Add(wireName, name);
        }

        return name;
    }
}

using Gateway.Common.Sources.Grpc.Contracts;

namespace Gateway.Common.Sources.Grpc.Import;

/// <summary>What one import collects: types in the order of their use, scalars, warnings.</summary>
internal sealed class ImportSession(ProtoContract contract, string file, ImportOptions options)
{
    private readonly List<ImportDiagnostic> _warnings = [];
    private readonly HashSet<string> _scalars = new(StringComparer.Ordinal);
    private int _members;

    public ProtoContract Contract { get; } = contract;

    public TypeNames Names { get; } = new();

    public List<SdlType> Types { get; } = [];

    public IReadOnlyList<ImportDiagnostic> Warnings => _warnings;

    /// <summary>Custom scalars in use, in a stable order.</summary>
    public IEnumerable<string> Scalars => _scalars.Order(StringComparer.Ordinal);

    /// <summary>Whether a value is a google.protobuf.Any: what it may hold has to be said.</summary>
    public bool UsesAny { get; set; }

    public void Warn(string code, string message, string path) =>
        _warnings.Add(new ImportDiagnostic(IsError: false, code, message, file, 0, path));

    /// <summary>Notes that the schema needs a scalar's definition.</summary>
    public string Use(string scalar)
    {
        if (NamedScalars.Contains(scalar) || ProtoScalars.All.Contains(scalar))
        {
            _scalars.Add(scalar);
        }

        return scalar;
    }

    /// <summary>Counts against the bound on what a schema may hold.</summary>
    public void CountMember()
    {
        if (++_members > options.MembersMax)
        {
            throw new GrpcImportException(
                GrpcImportCodes.TooLarge, $"The schema would have more than {options.MembersMax} members.");
        }
    }

    public ProtoMessage FindMessage(string fullName, string path) =>
        Contract.Messages.GetValueOrDefault(fullName) ?? throw Unresolved(fullName, path);

    public ProtoEnum FindEnum(string fullName, string path) =>
        Contract.Enums.GetValueOrDefault(fullName) ?? throw Unresolved(fullName, path);

    private static GrpcImportException Unresolved(string fullName, string path) => new(
        GrpcImportCodes.Unresolved,
        $"Nothing in the contract declares {fullName}; a descriptor set needs protoc's --include_imports.",
        path: path);
}

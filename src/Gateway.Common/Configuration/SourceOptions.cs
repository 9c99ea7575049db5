using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;

namespace Gateway.Common.Configuration;

/// <summary>What kind of contract a source has.</summary>
internal enum ContractKind
{
    GraphQL,
    OpenApi,
    Wsdl,
    Protobuf,
}

/// <summary>How requests of a gRPC source are compressed.</summary>
internal enum GrpcCompression
{
    None,
    Gzip,
}

/// <summary>Whether clients see what an OpenApi source's problems (RFC 9457) say for people.</summary>
internal enum ProblemWords
{
    Masked,
    Shown,
}

/// <summary>One source, <c>Gateway:Sources:{name}</c>.</summary>
internal sealed record SourceOptions
{
    public const int ResponseBytesMin = 1024;
    public const int ResponseBytesCeiling = 1 << 30;

    public required string Name { get; init; }

    /// <summary>Null only where the supergraph file says what the source is.</summary>
    public ContractKind? Kind { get; init; }

    /// <summary>Of <c>Contract</c>, in place of a file: the server is asked for it when the host starts.</summary>
    public const string Reflection = "reflection";

    /// <summary>Full path; null only beside a supergraph file, and where the server is asked.</summary>
    public string? Contract { get; init; }

    /// <summary>Whether the source itself tells its contract; gRPC only; default no.</summary>
    public bool IsReflected { get; init; }

    /// <summary>Full path of the folder that holds all files of the contract; null: the contract's own.</summary>
    public string? ContractFolder { get; init; }

    /// <summary>Full path.</summary>
    public string? Overlay { get; init; }

    /// <summary>Null only beside a supergraph file, which then names the address.</summary>
    public Uri? Url { get; init; }

    /// <summary>Headers of the client's request that are sent along; default none.</summary>
    public IReadOnlyList<string> ForwardHeaders { get; init; } = [];

    /// <summary>Headers of every call, with their values; default none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public SourceCredentialOptions Credentials { get; init; } = new();

    public SourceTlsOptions Tls { get; init; } = new();

    /// <summary>Bytes of answers kept to be revalidated by entity tag; 0 to 1 GiB; default 0, none.</summary>
    public int RevalidationBytesMax { get; init; }

    /// <summary>Bytes of one answer after decompression; 1 KiB to 1 GiB; default 16 MiB.</summary>
    public int ResponseBytesMax { get; init; } = 16 << 20;

    /// <summary>Of a SOAP source; null where nothing is set.</summary>
    public SoapSecurityOptions? Soap { get; init; }

    /// <summary>Whether a GraphQL source takes a list of variables, one for each entity; default no.</summary>
    public bool BatchesVariables { get; init; }

    /// <summary>Whether errors of an OpenApi source show a problem's words; default no.</summary>
    public bool ShowsProblems { get; init; }

    /// <summary>Whether requests of a gRPC source are sent compressed; default no.</summary>
    public bool CompressesGrpc { get; init; }

    public ResilienceOptions Resilience { get; init; } = new();
}

/// <summary>WS-Security of a SOAP source, <c>Gateway:Sources:{name}:Soap</c>.</summary>
/// <param name="Username">Null: no UsernameToken.</param>
/// <param name="Password">From a secret store.</param>
/// <param name="SendsDigest">Else the password as it is, over https.</param>
/// <param name="TimestampLifetime">1 s to 1 h; null: no Timestamp.</param>
internal sealed record SoapSecurityOptions(
    string? Username, string? Password, bool SendsDigest, TimeSpan? TimestampLifetime)
{
    public static readonly TimeSpan LifetimeMin = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LifetimeMax = TimeSpan.FromHours(1);

    /// <summary>Nothing of the password.</summary>
    public override string ToString() => $"SoapSecurityOptions({Username}, {SendsDigest}, {TimestampLifetime})";
}

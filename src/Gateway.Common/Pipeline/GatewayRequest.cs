using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;
using Gateway.Common.Telemetry;

namespace Gateway.Common.Pipeline;

/// <summary>A request as a transport or endpoint hands it over.</summary>
internal sealed class GatewayRequest
{
    /// <summary>Who calls; established by the transport from its credential.</summary>
    public required ClientIdentity Caller { get; init; }

    /// <summary>Counted by limits when the caller is anonymous: the client's address.</summary>
    public required string ClientAddress { get; init; }

    /// <summary>
    /// A trusted document's id: 64 lower-case hex digits of the SHA-256 of its text. Null for free-form
    /// text.
    /// </summary>
    public string? DocumentId { get; init; }

    /// <summary>
    /// Whether <see cref="DocumentId"/> came as the hash of an automatic persisted query: it may name a document that
    /// a client registered, and <see cref="Document"/> beside it is registered.
    /// </summary>
    public bool IsPersistedQuery { get; init; }

    /// <summary>The operation as UTF-8; may be empty when <see cref="DocumentId"/> names it.</summary>
    public ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>What limits count the request under: the identity, or the address where there is none.</summary>
    public string LimitKey => Caller.IsAuthenticated ? Caller.PartitionKey : ClientAddress;

    /// <summary>Null to choose the only operation.</summary>
    public string? OperationName { get; init; }

    /// <summary>The JSON object of variables; empty for none.</summary>
    public ReadOnlyMemory<byte> Variables { get; init; }

    /// <summary>Files that came along; their stand-ins are in <see cref="Variables"/>. Null for none.</summary>
    public ReceivedFiles? Files { get; init; }

    /// <summary>Whether mutations are refused: GET.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>
    /// Whether the document comes from the host itself (REST endpoints), so that free-form rules do not
    /// apply.
    /// </summary>
    public bool IsHostDocument { get; init; }

    public required string CorrelationId { get; init; }

    public required CallDeadline Deadline { get; init; }

    /// <summary>What calls to sources are traced by; null where nobody traces.</summary>
    public TraceContext? Trace { get; init; }

    /// <summary>A header of the client's request, or null: what sources are forwarded by rule.</summary>
    public required Func<string, string?> FindHeader { get; init; }
}

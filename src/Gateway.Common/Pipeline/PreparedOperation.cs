using Gateway.Common.Execution;
using Gateway.Common.Language;
using Gateway.Common.Policies.Caching;
using Gateway.Common.Schema;
using Gateway.Common.Validation;

namespace Gateway.Common.Pipeline;

/// <summary>
/// An operation of a document, parsed, validated, planned and compiled: all that does not depend on a
/// request.
/// </summary>
internal sealed class PreparedOperation
{
    public required OperationType Type { get; init; }

    /// <summary>Where the operation begins in its document, in bytes.</summary>
    public required int Start { get; init; }

    /// <summary>
    /// By name, for introspection; empty where nothing is introspected, so that the document's tree is not kept.
    /// </summary>
    public required IReadOnlyDictionary<Name, FragmentDefinitionNode> Fragments { get; init; }

    public required VariableSet Variables { get; init; }

    public required ExecutablePlan Plan { get; init; }

    /// <summary>SHA-256 of the document and the operation's name: part of cache keys.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>What the schema's <c>@cacheControl</c> allows for a complete answer.</summary>
    public required CachePolicy CachePolicy { get; init; }

    /// <summary>Length of its last answer: room for the next one, which is seldom much longer.</summary>
    public int AnswerBytes { get; set; }

    /// <summary>
    /// What it may cost, over its variables; null for the host's own documents, which are not limited.
    /// </summary>
    public OperationCost? Cost { get; init; }

    /// <summary>Codes of limits that it passes and that only warn.</summary>
    public IReadOnlyList<string> PassedLimits { get; init; } = [];

    /// <summary>
    /// Whether some value in it is read from the caller's claims, so that the answer is the caller's
    /// alone.
    /// </summary>
    public required OperationAccess Access { get; init; }
}

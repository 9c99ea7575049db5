using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning;

/// <summary>Where an argument's value comes from when the fetch runs.</summary>
internal enum ArgumentSource : byte
{
    /// <summary>The same JSON for every request.</summary>
    Constant,

    /// <summary>One of the client's variables, whole.</summary>
    Variable,

    /// <summary>A literal with variables inside, as written by the client.</summary>
    Template,

    /// <summary>
    /// A value that a lookup needs of the entity (<c>@require</c>), or of an object above it (<c>@fromContext</c>):
    /// index among the part's keys.
    /// </summary>
    Key,

    /// <summary>A claim of the caller's identity.</summary>
    Claim,
}

/// <summary>An argument of a field asked of a source.</summary>
internal sealed class FetchArgument
{
    /// <summary>In the source's schema.</summary>
    public required InputValueDefinition Definition { get; init; }

    public required ArgumentSource Source { get; init; }

    /// <summary>
    /// As the client or a directive wrote it, with its variables; null for keys and claims.
    /// </summary>
    public ValueNode? Literal { get; init; }

    /// <summary>
    /// Of a variable or template: indexes among the operation's variables. Of a key: index among the part's keys.
    /// </summary>
    public int[] Indexes { get; init; } = [];

    /// <summary>Of a claim: its name.</summary>
    public string? Claim { get; init; }
}

using Gateway.Common.Language;
using Gateway.Common.Results;

namespace Gateway.Common.Planning;

/// <summary>
/// How an operation is answered: which sources are asked for what, in what order, and the answer's shape.
/// </summary>
/// <remarks>Shape: fetches stand in an order in which each comes after all it depends on.</remarks>
internal sealed class QueryPlan
{
    public required OperationType Operation { get; init; }

    public required IReadOnlyList<Fetch> Fetches { get; init; }

    /// <summary>The layout of the root row.</summary>
    public required Shape Root { get; init; }

    /// <summary>What is written of the root row.</summary>
    public required ResponseSelection Response { get; init; }

    /// <summary>Root fields that no source answers: <c>__schema</c> and <c>__type</c>.</summary>
    public required IReadOnlyList<IntrospectionField> Introspection { get; init; }

    /// <summary>The layout of the row that holds them: of the query type, wherever the client asks for them.</summary>
    public required Shape? IntrospectionShape { get; init; }

    public required OperationVariables Variables { get; init; }

    /// <summary>Line and column of a byte offset in the client's document, from 1.</summary>
    public required Func<int, (int Line, int Column)> Locate { get; init; }

    /// <summary>What planning took, in the units of <see cref="PlanBudget"/>.</summary>
    public int Units { get; init; }
}

namespace Gateway.Common.Composition;

/// <summary>A supergraph, or every reason why there is none.</summary>
/// <param name="Supergraph">Null where there is any error.</param>
/// <param name="Errors">Warnings too; in the order of the sources and rules.</param>
internal sealed record CompositionResult(Supergraph? Supergraph, IReadOnlyList<CompositionError> Errors);

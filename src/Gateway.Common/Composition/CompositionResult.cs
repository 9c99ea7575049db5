namespace Gateway.Common.Composition;

/// <summary>A supergraph, or every reason why there is none; warnings come with either.</summary>
internal sealed record CompositionResult(Supergraph? Supergraph, IReadOnlyList<CompositionError> Errors);

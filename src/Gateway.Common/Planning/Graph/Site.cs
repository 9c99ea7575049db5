namespace Gateway.Common.Planning.Graph;

/// <summary>A source entered at a position by a call of its own.</summary>
/// <param name="Source">Index of the source.</param>
/// <param name="IsStub">Entered by the key alone, for its bound fields.</param>
internal readonly record struct Site(int Source, bool IsStub);

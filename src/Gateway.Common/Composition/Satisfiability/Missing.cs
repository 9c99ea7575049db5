namespace Gateway.Common.Composition.Satisfiability;

/// <summary>A field that cannot be had.</summary>
/// <param name="Place">Where; null where there is no object to ask.</param>
/// <param name="Coordinate">The field.</param>
internal sealed record Missing(Place? Place, string Coordinate);

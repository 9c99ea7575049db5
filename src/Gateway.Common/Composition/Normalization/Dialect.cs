namespace Gateway.Common.Composition.Normalization;

/// <summary>By whose rules a source schema is written.</summary>
internal enum Dialect : byte
{
    /// <summary>Federation 1, or a schema that says nothing: keys are entered by <c>_entities</c>.</summary>
    FederationOne,

    /// <summary>It links Federation 2.</summary>
    FederationTwo,

    /// <summary>It links Composite Schemas, or uses words that only these have.</summary>
    Composite,

    /// <summary>A contract of another protocol with an overlay: Composite Schemas' words, one call a field.</summary>
    Bound,
}

using Gateway.Common.Schema;

namespace Gateway.Common.Results;

/// <summary>Which JSON tokens a leaf type accepts from a source.</summary>
/// <remarks>Source: GraphQL §3.5 result coercion; an ID given as a number is written as a string.</remarks>
internal enum LeafKind : byte
{
    /// <summary>Any JSON value: custom scalars.</summary>
    Any,
    Int,
    Float,
    String,
    Boolean,
    ID,
    Enum,
}

internal static class LeafKinds
{
    public static LeafKind Of(NamedType type) => type switch
    {
        EnumType => LeafKind.Enum,
        ScalarType { Kind: ScalarKind.Int } => LeafKind.Int,
        ScalarType { Kind: ScalarKind.Float } => LeafKind.Float,
        ScalarType { Kind: ScalarKind.String } => LeafKind.String,
        ScalarType { Kind: ScalarKind.Boolean } => LeafKind.Boolean,
        ScalarType { Kind: ScalarKind.ID } => LeafKind.ID,
        _ => LeafKind.Any,
    };
}

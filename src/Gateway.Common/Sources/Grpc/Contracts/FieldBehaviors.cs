namespace Gateway.Common.Sources.Grpc.Contracts;

/// <summary><c>google.api.field_behavior</c>: what a field is for.</summary>
/// <remarks>Source: google/api/field_behavior.proto; AIP-203.</remarks>
internal static class FieldBehaviors
{
    public const int Required = 2;
    public const int OutputOnly = 3;
    public const int InputOnly = 4;

    private const int OptionNumber = 1052;

    public static List<int> Of(ProtoRecord? fieldOptions) => fieldOptions?.Numbers(OptionNumber) ?? [];
}

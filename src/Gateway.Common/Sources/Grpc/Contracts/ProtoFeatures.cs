namespace Gateway.Common.Sources.Grpc.Contracts;

/// <summary>What syntax and edition decide, inherited from file to message to field.</summary>
/// <param name="HasPresence">Of singular scalars.</param>
/// <param name="IsOpenEnum">Of enums.</param>
/// <param name="IsPacked">Of repeated numbers.</param>
/// <param name="IsDelimited">Messages are written as groups.</param>
/// <param name="IsRequired">Presence is demanded.</param>
/// <remarks>Source: Protocol Buffers, Feature Settings for Editions.</remarks>
internal readonly record struct ProtoFeatures(
    bool HasPresence, bool IsOpenEnum, bool IsPacked, bool IsDelimited, bool IsRequired)
{
    public static ProtoFeatures Proto2 { get; } = new(HasPresence: true, false, false, false, false);

    public static ProtoFeatures Proto3 { get; } = new(HasPresence: false, true, true, false, false);

    public static ProtoFeatures Edition2023 { get; } = new(HasPresence: true, true, true, false, false);

    /// <param name="features">A <c>FeatureSet</c> message; null: nothing changes.</param>
    public ProtoFeatures With(ProtoRecord? features)
    {
        if (features is null)
        {
            return this;
        }

        var presence = features.Number(1);
        return new ProtoFeatures(
            presence is null ? HasPresence : presence != 2,
            features.Number(2) is { } enums ? enums == 1 : IsOpenEnum,
            features.Number(3) is { } packed ? packed == 1 : IsPacked,
            features.Number(5) is { } encoding ? encoding == 2 : IsDelimited,
            presence is null ? IsRequired : presence == 3);
    }
}

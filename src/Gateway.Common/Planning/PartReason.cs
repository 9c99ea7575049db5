namespace Gateway.Common.Planning;

/// <summary>Why a source is asked for something: for people who read plans.</summary>
/// <param name="Key">The key by which it is entered, as a selection; null at the root.</param>
/// <param name="Places">Where in the answer the objects stand, as paths of field names.</param>
/// <param name="Choices">For each field that is asked of these objects, who else could have answered it.</param>
/// <param name="Requirements">What has to be sent along, by the field that requires it.</param>
/// <param name="TellsType">Whether it is asked what the objects are.</param>
internal sealed record PartReason(
    string? Key,
    IReadOnlyList<string> Places,
    IReadOnlyList<FieldChoice> Choices,
    IReadOnlyList<FieldRequirement> Requirements,
    bool TellsType);

/// <param name="Field">Its coordinate in the supergraph.</param>
/// <param name="Others">Other sources that have it, in their order.</param>
internal sealed record FieldChoice(string Field, IReadOnlyList<string> Others);

/// <param name="Field">Its coordinate in the source.</param>
/// <param name="Selection">What it requires of its object.</param>
internal sealed record FieldRequirement(string Field, string Selection);

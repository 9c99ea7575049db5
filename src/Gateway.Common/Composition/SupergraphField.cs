using Gateway.Common.Schema;

namespace Gateway.Common.Composition;

/// <summary>A field of the supergraph and the sources that can answer it.</summary>
/// <param name="Definition">In <see cref="Supergraph.Schema"/>.</param>
/// <param name="Sources">Where it stands, external appearances included.</param>
internal sealed record SupergraphField(FieldDefinition Definition, IReadOnlyList<FieldSource> Sources);

/// <summary>A field as one source has it.</summary>
internal sealed class FieldSource
{
    private bool? _isLabelOn;

    /// <summary>Index among the supergraph's sources.</summary>
    public required int Source { get; init; }

    /// <summary>In the source's schema (of the interface object, where that is what the source has).</summary>
    public required FieldDefinition Field { get; init; }

    /// <summary>
    /// Known to the source but not its to resolve, save where a parent provides it or it is part of a key.
    /// </summary>
    public bool IsExternal { get; init; }

    /// <summary>
    /// External, yet always in the source's answers: a key field of an entity that the source itself hands out.
    /// </summary>
    public bool IsKeyField { get; init; }

    /// <summary>
    /// A key field of a type that the source extends: said to be external, and in the source's answers all the same.
    /// </summary>
    /// <remarks>Source: Apollo Federation, <c>@external</c> on key fields of <c>@extends</c> types.</remarks>
    public bool IsExtensionKey { get; init; }

    /// <summary>Whether the source answers it without being told so by a <c>@provides</c>.</summary>
    /// <remarks>
    /// Of a progressive override: the old source does until <see cref="WithLabel"/> says that the label is on, since
    /// plans do not roll dice.
    /// </remarks>
    public bool IsAnswered =>
        (!IsExternal || IsExtensionKey)
        && (OverrideLabel is not { } label
            || IsOverrideTarget == (_isLabelOn ?? OverrideLabels.ShareOf(label) == 100));

    /// <summary>The same field where its override's label is decided.</summary>
    public FieldSource WithLabel(Func<string, bool> isOn)
    {
        if (OverrideLabel is null)
        {
            return this;
        }

        var decided = (FieldSource)MemberwiseClone();
        decided._isLabelOn = isOn(OverrideLabel);
        return decided;
    }

    /// <summary>
    /// Fields of the same entity, from other sources, that must be sent along (Federation <c>@requires</c>).
    /// </summary>
    public FieldSet? Requires { get; init; }

    /// <summary>Fields below this one that the source answers here though they are external elsewhere in it.</summary>
    public FieldSet? Provides { get; init; }

    /// <summary>
    /// Arguments that the gateway fills from the entity (Composite Schemas <c>@require</c>); hidden from clients.
    /// </summary>
    public IReadOnlyList<RequiredArgument> RequiredArguments { get; init; } = [];

    /// <summary>
    /// Arguments that the gateway fills from the caller's identity (<c>@claim</c>); hidden from clients.
    /// </summary>
    public IReadOnlyList<ClaimArgument> ClaimArguments { get; init; } = [];

    /// <summary>
    /// Arguments that the gateway fills from an object further up (Federation <c>@fromContext</c>); hidden from
    /// clients.
    /// </summary>
    public IReadOnlyList<ContextArgument> ContextArguments { get; init; } = [];

    /// <summary>A call of its own on a type that is not a root: reached by a stub lookup only.</summary>
    public bool IsBound { get; init; }

    /// <summary>
    /// Not in the answer but made from it: an entity's stub out of its parent's fields (<c>@from</c>).
    /// </summary>
    public FieldLink? Link { get; init; }

    /// <summary>
    /// A progressive override's label: this source answers while the label is off (on, when
    /// <see cref="IsOverrideTarget"/>).
    /// </summary>
    public string? OverrideLabel { get; init; }

    public bool IsOverrideTarget { get; init; }
}

/// <param name="Definition">The argument in the source's schema.</param>
/// <param name="Selection">What it takes of the entity, as a selection.</param>
/// <param name="Map">How the value is made of it.</param>
internal sealed record RequiredArgument(InputValueDefinition Definition, FieldSet Selection, SelectedValue Map);

/// <param name="Definition">The argument in the source's schema.</param>
/// <param name="Context">The context's name, within its source.</param>
/// <param name="Selections">What it takes, by the name of the type further up that sets the context.</param>
internal sealed record ContextArgument(
    InputValueDefinition Definition, string Context, IReadOnlyDictionary<string, FieldSet> Selections)
{
    /// <summary>What is taken of an object of that type; null where it does not set the context.</summary>
    public FieldSet? SelectionOf(ObjectType type) => Selections.GetValueOrDefault(type.Name)
        ?? type.Interfaces.Select(face => Selections.GetValueOrDefault(face.Name)).FirstOrDefault(
            static selection => selection is not null);
}

/// <param name="Definition">The argument in the source's schema.</param>
/// <param name="Claim">The claim's name.</param>
internal sealed record ClaimArgument(InputValueDefinition Definition, string Claim);

/// <summary>How a linked entity's key is read off its parent.</summary>
/// <param name="Members">The stub's field → the parent's field of the same source that holds it (a list field gives a
/// list of stubs).</param>
internal sealed record FieldLink(IReadOnlyList<LinkMember> Members)
{
    /// <summary>The only fields that a stub has.</summary>
    public IReadOnlyList<string> Targets { get; } = [.. Members.Select(member => member.Target)];
}

/// <param name="Target">Field of the linked entity.</param>
/// <param name="From">Field of the parent type.</param>
internal sealed record LinkMember(string Target, string From);

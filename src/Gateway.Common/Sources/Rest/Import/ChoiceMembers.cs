namespace Gateway.Common.Sources.Rest.Import;

/// <summary>What the choices of an import are between, by the names of their types.</summary>
/// <remarks>A choice that holds another one is between that one's members: both say how they are told.</remarks>
internal sealed class ChoiceMembers
{
    private readonly Dictionary<string, Choice> _choices = new(StringComparer.Ordinal);

    public void Add(string type, Choice choice) => _choices.Add(type, choice);

    /// <summary>Null for what is no choice, and for one in the making: it leads back to itself.</summary>
    public Choice? Find(string type) => _choices.GetValueOrDefault(type);

    /// <param name="Nodes">Its members, and those within them that are choices, each with the types it can be.</param>
    /// <param name="Rules">Its own first, if it has one.</param>
    internal sealed record Choice(
        IReadOnlyList<(SchemaUse Use, IReadOnlyList<string> Types)> Nodes, IReadOnlyList<DiscriminatorRule> Rules);
}

/// <summary>How members of a choice are told by a property.</summary>
/// <param name="Within">The types that it tells apart; null for all of the choice.</param>
/// <param name="Values">What the property's value leaves: one type, or several that others tell apart.</param>
internal sealed record DiscriminatorRule(
    string Property,
    IReadOnlyList<string>? Within,
    OrderedDictionary<string, IReadOnlyList<string>> Values);

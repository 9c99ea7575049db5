namespace Gateway.Common.Composition.Satisfiability;

/// <summary>Of each context that is set above an object, the nearest object that sets it.</summary>
/// <param name="Id">Equal ones are one.</param>
/// <param name="SetBy">By the context's name behind its source's; null where the value is taken as given.</param>
internal sealed record ContextValues(int Id, IReadOnlyDictionary<string, Position?> SetBy)
{
    public static ContextValues None { get; } = new(0, new Dictionary<string, Position?>());

    public static string NameOf(int source, string context) => $"{source}:{context}";

    public bool Equals(ContextValues? other) => Id == other?.Id;

    public override int GetHashCode() => Id;
}

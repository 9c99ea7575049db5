namespace Gateway.Common.Planning;

/// <summary>Carries a value of objects further up to the entities that a fetch asks for.</summary>
/// <remarks>
/// Shape: on the way from the root row to each entity the value is taken of every row that sets the context, so that
/// the nearest above the entity counts; the entity's slot gets it, or null where no row above sets it.
/// Source: Apollo Federation 2.8, <c>@fromContext</c>.
/// </remarks>
internal sealed class ContextPlan
{
    /// <summary>The argument that takes the value, as <c>Type.field(argument:)</c> of its source.</summary>
    public required string Coordinate { get; init; }

    /// <summary>The way to the entities.</summary>
    public required TargetPath Path { get; init; }

    /// <summary>What is taken of a row above, by its type id.</summary>
    public required IReadOnlyDictionary<int, KeyPlan> Values { get; init; }

    /// <summary>The slot of the entity that the value goes to.</summary>
    public required TypeSlots Slot { get; init; }
}

namespace Gateway.Common.Planning;

/// <summary>How one key value of an entity is written as JSON from its row.</summary>
/// <remarks>
/// Shape: a scalar slot, or an object of members read from this row or rows below it (composite and nested keys).
/// </remarks>
internal sealed class KeyPlan
{
    /// <summary>The slots to read, by the row's type id; a scalar when <see cref="Members"/> is empty.</summary>
    public TypeSlots? SlotByType { get; init; }

    /// <summary>Members of the object to write from the current row.</summary>
    public KeyMember[] Members { get; init; } = [];

    /// <summary>The value to take from the row in the slot, instead of the row itself.</summary>
    public KeyPlan? Inner { get; init; }

    /// <summary>Whether to write <c>__typename</c> first: Federation representations.</summary>
    public bool WritesTypeName { get; init; }

    /// <summary>The name to write as <c>__typename</c> where it is not the row's own (interface objects).</summary>
    public byte[]? TypeName { get; init; }

    /// <summary>Whether null or a missing value stops the fetch for this entity.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Whether a list's elements may be null, where the list itself is there.</summary>
    public bool AllowsNullElements { get; init; }

    /// <summary>Of which the first that the row fits and that gives a value is written; empty: this one.</summary>
    public KeyPlan[] Alternatives { get; init; } = [];
}

/// <summary>A member of an object key: its name on the wire and how its value is read.</summary>
/// <param name="Json">The name as it is written: quoted, with its colon.</param>
/// <param name="Value">The slot's value; where it is an object or list, its members are written from each row
/// below.</param>
/// <param name="NeedsType">Whether there is no object for a row of a type that the value is not taken of; else it has
/// no such member.</param>
internal sealed record KeyMember(byte[] Json, KeyPlan Value, bool NeedsType = false);

/// <summary>
/// The way from the root row to the rows that a fetch fills; lists on the way are walked whole.
/// </summary>
/// <param name="Steps">The slot to follow for each object type; rows of other types are passed by.</param>
internal sealed record TargetPath(TypeSlots[] Steps);

using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning;

/// <summary>What is read of an object that a source answers with.</summary>
/// <remarks>
/// Shape: fields in the order they are asked for. Of an abstract type, a field applies to the object types in its
/// <see cref="FetchField.Types"/>, and the source is asked for <c>__typename</c> first.
/// </remarks>
internal sealed class FetchSelection
{
    /// <summary>The composite type in the source's schema.</summary>
    public required NamedType Type { get; init; }

    public required IReadOnlyList<FetchField> Fields { get; init; }

    /// <summary>The rows that answers become, one for each object type that can stand here.</summary>
    public required RowPlan[] Rows { get; init; }

    /// <summary>Whether the object type can be told only from the answer.</summary>
    public bool IsAbstract => Type.IsAbstract;

    /// <summary>The only row plan of a selection on an object type.</summary>
    public RowPlan Row => Rows[0];

    public RowPlan? FindRow(ReadOnlySpan<byte> typeName)
    {
        foreach (var row in Rows)
        {
            if (typeName.SequenceEqual(row.NameThere))
            {
                return row;
            }
        }

        return null;
    }
}

/// <summary>One field asked of a source.</summary>
internal sealed class FetchField
{
    /// <summary>In the source's schema, with its binding directives.</summary>
    public required FieldDefinition Field { get; init; }

    /// <summary>The response name asked of a GraphQL source: unique among the selection's fields.</summary>
    public required string ResponseName { get; init; }

    public IReadOnlyList<FetchArgument> Arguments { get; init; } = [];

    /// <summary>Object types (source's names) it applies to; null: all that can stand here.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>Asked for only when all hold; empty: always.</summary>
    public IReadOnlyList<FetchCondition> Conditions { get; init; } = [];

    /// <summary>Whether only the plan needs it, for a key or a requirement.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Null for scalars and enums.</summary>
    public FetchSelection? Selection { get; init; }

    /// <summary>Of a leaf, how its JSON is read: made by the first source that asks, and kept with the field.</summary>
    public ReadProperty? Reading { get; set; }
}

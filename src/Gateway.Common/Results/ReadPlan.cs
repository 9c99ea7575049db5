using Gateway.Common.Schema;

namespace Gateway.Common.Results;

/// <summary>How an object's JSON becomes a row: compiled once from a selection.</summary>
internal sealed class ReadPlan
{
    /// <summary>In the order in which the source was asked, so that each is expected where it comes.</summary>
    public required ReadProperty[] Properties { get; init; }

    /// <summary>One for each object type that can stand here.</summary>
    public required RowPlan[] Rows { get; init; }

    /// <summary>Whether <c>__typename</c> decides which row it is.</summary>
    public required bool IsAbstract { get; init; }

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

internal sealed class ReadProperty
{
    /// <summary>The property's name in quotes.</summary>
    public required byte[] QuotedName { get; init; }

    /// <summary>Of a leaf: which JSON tokens it accepts.</summary>
    public required LeafKind Leaf { get; init; }

    /// <summary>Of an enum: its values.</summary>
    public MemberMap<EnumValueDefinition>? EnumValues { get; init; }

    /// <summary>
    /// Whether values of another kind are taken where nothing is lost: a String given as a number or Boolean, an Int
    /// with a fraction of zero. So for the host's own code; what a remote source answers has to be of its contract's
    /// kind.
    /// </summary>
    public bool Coerces { get; init; }

    /// <summary>How many lists are around the leaf or object.</summary>
    public required int ListDepth { get; init; }

    /// <summary>Of an object: how it is read.</summary>
    public ReadPlan? Child { get; init; }

    /// <summary>For errors: <c>Type.field</c>.</summary>
    public required string Coordinate { get; init; }
}

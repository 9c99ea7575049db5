namespace Gateway.Common.Schema.Building;

/// <summary>The types of a table without their members, found by the table's own slots.</summary>
/// <param name="table">What is defined.</param>
/// <param name="isTaken">Which of its types are made; the others are not found.</param>
internal sealed class TypeShells(DefinitionTable table, Func<TypeParts, bool> isTaken)
{
    /// <summary>As the table's types; null where one is not taken.</summary>
    private readonly NamedType?[] _types =
        [.. table.Types.Select(parts => isTaken(parts) ? TypeShell.Create(parts) : null)];

    /// <summary>Those taken.</summary>
    public int Count => _types.Count(static type => type is not null);

    public NamedType? Find(ReadOnlySpan<byte> name) =>
        table.IndexOfType(name) is var index and >= 0 ? _types[index] : null;

    /// <summary>Gives each its members.</summary>
    public void Fill(MemberAssembly members)
    {
        foreach (var type in _types)
        {
            if (type is not null)
            {
                members.Fill(type);
            }
        }
    }

    /// <summary>Puts those taken into an array, in order.</summary>
    /// <returns>The position after the last.</returns>
    public int CopyTo(NamedType[] types, int position)
    {
        foreach (var type in _types)
        {
            if (type is not null)
            {
                types[position++] = type;
            }
        }

        return position;
    }
}

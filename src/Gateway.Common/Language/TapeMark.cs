namespace Gateway.Common.Language;

/// <summary>One entry of a document's tape: what was read, in source order, enough to make its nodes from.</summary>
/// <remarks>
/// The byte at <see cref="Start"/> tells what a mark is. Units: byte offsets. <see cref="Extent"/> is the end of a
/// name, number, string, variable or closing bracket, the number of members of an opening bracket, a first
/// <c>@</c> or a list without brackets, and for a definition the shape that <see cref="DefinitionShape"/> packs.
/// </remarks>
internal readonly struct TapeMark(int start, int extent)
{
    /// <summary>
    /// Set in <see cref="Extent"/>: the name is an alias, the number a float, the string not verbatim.
    /// </summary>
    public const int Flag = int.MinValue;

    public int Start { get; } = start;

    public int Extent { get; } = extent;

    public int End => Extent & ~Flag;

    public bool IsFlagged => Extent < 0;
}

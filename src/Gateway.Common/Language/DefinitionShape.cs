namespace Gateway.Common.Language;

/// <summary>What a definition turned out to be, as its mark on the tape carries it.</summary>
/// <param name="Kind">The kind of node to make.</param>
/// <param name="Operation">Of an operation.</param>
/// <param name="Parts">What stands before its body.</param>
internal readonly record struct DefinitionShape(
    SyntaxKind Kind, DefinitionParts Parts = DefinitionParts.None, OperationType Operation = OperationType.Query)
{
    private const int PartsShift = 8;
    private const int OperationShift = 16;

    public bool Has(DefinitionParts part) => (Parts & part) != 0;

    public int Pack() => (int)Kind | ((int)Parts << PartsShift) | ((int)Operation << OperationShift);

    public static DefinitionShape Unpack(int packed) => new(
        (SyntaxKind)(byte)packed,
        (DefinitionParts)(byte)(packed >> PartsShift),
        (OperationType)(packed >> OperationShift));
}

/// <summary>What stands before a definition's body.</summary>
[Flags]
internal enum DefinitionParts : byte
{
    None = 0,
    Description = 1,
    Extension = 2,
    Name = 4,
    Interfaces = 8,
    Repeatable = 16,
    Shorthand = 32,
}

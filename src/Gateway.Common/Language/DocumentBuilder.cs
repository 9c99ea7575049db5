namespace Gateway.Common.Language;

/// <summary>Makes a document's definitions of its tape.</summary>
/// <remarks>Shape: O(marks); recursion as deep as the document nests, which the parser bounded. Errors: none.</remarks>
internal static class DocumentBuilder
{
    public static DefinitionNode[] Definitions(byte[] source, ReadOnlySpan<TapeMark> marks)
    {
        var tape = new TapeReader(source, marks);
        var definitions = new DefinitionNode[tape.Take().Extent];
        for (var index = 0; index < definitions.Length; index++)
        {
            var mark = tape.Take();
            var shape = DefinitionShape.Unpack(mark.Extent);
            definitions[index] = shape.Kind switch
            {
                SyntaxKind.OperationDefinition => ExecutableBuilder.Operation(ref tape, shape, mark.Start),
                SyntaxKind.FragmentDefinition => ExecutableBuilder.Fragment(ref tape, mark.Start),
                _ => TypeSystemBuilder.Definition(ref tape, shape, mark.Start),
            };
        }

        return definitions;
    }
}

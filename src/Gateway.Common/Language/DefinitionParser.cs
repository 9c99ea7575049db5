namespace Gateway.Common.Language;

/// <summary>Reads a document's definitions and tells by their first words what each is.</summary>
/// <remarks>Source: GraphQL §2.2 Document.</remarks>
internal static class DefinitionParser
{
    /// <remarks>Definition+.</remarks>
    public static DefinitionNode[] ReadDefinitions(ref TokenReader reader)
    {
        reader.Advance();
        var mark = reader.Mark;
        do
        {
            reader.Push(ReadDefinition(ref reader));
        }
        while (reader.Kind != TokenKind.EndOfFile);
        return reader.Pop<DefinitionNode>(mark);
    }

    /// <remarks>Description?, for every definition that may carry one.</remarks>
    public static StringValueNode? ReadDescription(ref TokenReader reader) =>
        reader.Kind is TokenKind.String or TokenKind.BlockString ? ValueParser.ReadString(ref reader) : null;

    /// <remarks>Definition: ExecutableDefinition | TypeSystemDefinitionOrExtension.</remarks>
    private static DefinitionNode ReadDefinition(ref TokenReader reader)
    {
        if (reader.Kind == TokenKind.BraceLeft)
        {
            return ExecutableParser.ReadShorthand(ref reader);
        }

        var start = reader.Start;
        var description = ReadDescription(ref reader);
        if (description is not null && reader.AtKeyword("extend"u8))
        {
            throw reader.Error(start, "Unexpected description: an extension carries none.");
        }

        if (reader.Kind != TokenKind.Name)
        {
            throw reader.Unexpected();
        }

        return ExecutableParser.TryReadDefinition(ref reader, description, start)
            ?? (reader.AtKeyword("extend"u8)
                ? ExtensionParser.ReadExtension(ref reader)
                : TypeSystemParser.ReadDefinition(ref reader, description, start));
    }
}

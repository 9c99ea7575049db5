namespace Gateway.Common.Language;

/// <summary>Reads a document's definitions and tells by their first words what each is.</summary>
/// <remarks>Source: GraphQL §2.2 Document.</remarks>
internal static class DefinitionParser
{
    /// <remarks>Document: Definition+; the first mark counts them.</remarks>
    public static int ReadDefinitions(ref SourceScanner scanner, int at)
    {
        scanner.Mark(at, 0);
        var count = 0;
        do
        {
            at = ReadDefinition(ref scanner, at);
            count++;
        }
        while (!scanner.IsEnd(at));
        scanner.Complete(0, count);
        return at;
    }

    /// <remarks>Description?, for every definition that may carry one.</remarks>
    public static int ReadDescription(ref SourceScanner scanner, int at) =>
        scanner[at] == '"' ? scanner.ReadString(at) : at;

    /// <remarks>Definition: ExecutableDefinition | TypeSystemDefinitionOrExtension.</remarks>
    private static int ReadDefinition(ref SourceScanner scanner, int at)
    {
        if (scanner[at] == '{')
        {
            return ExecutableParser.ReadShorthand(ref scanner, at);
        }

        var start = at;
        var mark = scanner.Count;
        scanner.Mark(at, 0);
        at = ReadDescription(ref scanner, at);
        var parts = at == start ? DefinitionParts.None : DefinitionParts.Description;
        var header = new DefinitionHeader(mark, start, parts);
        var word = scanner.Word(at);
        if (word.SequenceEqual("fragment"u8))
        {
            return ExecutableParser.ReadFragment(ref scanner, at, header);
        }

        if (ExecutableParser.IsOperationType(word, out var operation))
        {
            return ExecutableParser.ReadOperation(ref scanner, at, header, word, operation);
        }

        if (word.SequenceEqual("extend"u8))
        {
            return ReadExtension(ref scanner, at, header);
        }

        if (TypeSystemParser.TryRead(ref scanner, ref at, header))
        {
            return at;
        }

        throw word.IsEmpty || parts == DefinitionParts.None
            ? scanner.Unexpected(at)
            : scanner.Error(start, "Unexpected description: no definition follows it.");
    }

    /// <remarks>
    /// TypeSystemExtension: SchemaExtension | TypeExtension, each starting with <c>extend</c>, each extending by
    /// something. Source: GraphQL §3.3.2 and those of each type.
    /// </remarks>
    private static int ReadExtension(ref SourceScanner scanner, int at, DefinitionHeader header)
    {
        if (header.Parts != DefinitionParts.None)
        {
            throw scanner.Error(header.Start, "Unexpected description: an extension carries none.");
        }

        at = scanner.Pass(at, at + "extend"u8.Length);
        header = header with { Parts = DefinitionParts.Extension };
        if (scanner.Word(at).SequenceEqual("directive"u8) || !TypeSystemParser.TryRead(ref scanner, ref at, header))
        {
            throw scanner.Unexpected(at);
        }

        return at;
    }
}

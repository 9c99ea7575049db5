namespace Gateway.Common.Language;

/// <summary>Reads extensions, which must extend by something. Source: GraphQL §3.3.2 and those of each type.</summary>
internal static class ExtensionParser
{
    /// <remarks>TypeSystemExtension: SchemaExtension | TypeExtension, each starting with <c>extend</c>.</remarks>
    public static TypeSystemNode ReadExtension(ref TokenReader reader)
    {
        var header = new DefinitionHeader(Description: null, IsExtension: true, reader.Start);
        reader.Advance();
        TypeSystemNode? extension = reader.AtKeyword("schema"u8)
            ? TypeSystemParser.ReadSchema(ref reader, header)
            : TypeSystemParser.TryReadType(ref reader, header);
        return extension is not null && Extends(extension) ? extension : throw reader.Unexpected();
    }

    private static bool Extends(TypeSystemNode extension) => extension.Directives.Count > 0 || extension switch
    {
        SchemaDefinitionNode schema => schema.OperationTypes.Count > 0,
        ComplexTypeDefinitionNode complex => complex.Interfaces.Count > 0 || complex.Fields.Count > 0,
        UnionTypeDefinitionNode union => union.Members.Count > 0,
        EnumTypeDefinitionNode @enum => @enum.Values.Count > 0,
        InputObjectTypeDefinitionNode input => input.Fields.Count > 0,
        _ => false,
    };
}

namespace Gateway.Common.Language;

/// <summary>Writes definitions and extensions of the type system.</summary>
internal static class TypeSystemPrinter
{
    /// <returns>False when the node is no definition of the type system.</returns>
    public static bool TryWrite(SyntaxWriter writer, SyntaxNode node)
    {
        if (node is not TypeSystemNode definition)
        {
            return false;
        }

        NodePrinter.WriteDescription(writer, definition.Description);
        if (definition.IsExtension)
        {
            writer.Write("extend "u8);
        }

        switch (definition)
        {
            case SchemaDefinitionNode schema:
                writer.Write("schema"u8);
                NodePrinter.WriteDirectives(writer, schema.Directives);
                WriteMembers(writer, schema.OperationTypes);
                break;
            case DirectiveDefinitionNode directive:
                WriteDirectiveDefinition(writer, directive);
                break;
            case TypeDefinitionNode type:
                WriteTypeDefinition(writer, type);
                break;
        }

        return true;
    }

    private static void WriteTypeDefinition(SyntaxWriter writer, TypeDefinitionNode type)
    {
        writer.Write(Keyword(type.Kind));
        writer.Write(type.Name);
        if (type is ComplexTypeDefinitionNode { Interfaces: { Count: > 0 } interfaces })
        {
            writer.Write(" implements "u8);
            NodePrinter.WriteJoined(writer, interfaces, " & "u8);
        }

        NodePrinter.WriteDirectives(writer, type.Directives);
        switch (type)
        {
            case ComplexTypeDefinitionNode complex:
                WriteMembers(writer, complex.Fields);
                break;
            case EnumTypeDefinitionNode @enum:
                WriteMembers(writer, @enum.Values);
                break;
            case InputObjectTypeDefinitionNode input:
                WriteMembers(writer, input.Fields);
                break;
            case UnionTypeDefinitionNode { Members: { Count: > 0 } members }:
                writer.Write(" = "u8);
                NodePrinter.WriteJoined(writer, members, " | "u8);
                break;
        }
    }

    private static ReadOnlySpan<byte> Keyword(SyntaxKind kind) => kind switch
    {
        SyntaxKind.ScalarTypeDefinition => "scalar "u8,
        SyntaxKind.ObjectTypeDefinition => "type "u8,
        SyntaxKind.InterfaceTypeDefinition => "interface "u8,
        SyntaxKind.UnionTypeDefinition => "union "u8,
        SyntaxKind.EnumTypeDefinition => "enum "u8,
        _ => "input "u8,
    };

    private static void WriteMembers<T>(SyntaxWriter writer, IReadOnlyList<T> members)
        where T : SyntaxNode
    {
        if (members.Count > 0)
        {
            writer.Write((byte)' ');
            NodePrinter.WriteBlock(writer, members, (byte)'{', (byte)'}');
        }
    }

    private static void WriteDirectiveDefinition(SyntaxWriter writer, DirectiveDefinitionNode directive)
    {
        writer.Write("directive @"u8);
        writer.Write(directive.Name);
        MemberPrinter.WriteArguments(writer, directive.Arguments);
        writer.Write(directive.IsRepeatable ? " repeatable on "u8 : " on "u8);
        for (var index = 0; index < directive.Locations.Count; index++)
        {
            writer.Write(index > 0 ? " | "u8 : []);
            writer.Write(directive.Locations[index]);
        }
    }
}

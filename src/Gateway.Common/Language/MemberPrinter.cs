namespace Gateway.Common.Language;

/// <summary>Writes what types hold: fields, input values, enum values, root operation types.</summary>
internal static class MemberPrinter
{
    public static void Write(SyntaxWriter writer, SyntaxNode node)
    {
        switch (node)
        {
            case FieldDefinitionNode field:
                NodePrinter.WriteDescription(writer, field.Description);
                writer.Write(field.Name);
                WriteArguments(writer, field.Arguments);
                writer.Write(": "u8);
                NodePrinter.Write(writer, field.Type);
                NodePrinter.WriteDirectives(writer, field.Directives);
                break;
            case InputValueDefinitionNode input:
                WriteInputValue(writer, input);
                break;
            case EnumValueDefinitionNode value:
                NodePrinter.WriteDescription(writer, value.Description);
                writer.Write(value.Name);
                NodePrinter.WriteDirectives(writer, value.Directives);
                break;
            case OperationTypeDefinitionNode root:
                writer.Write(NodePrinter.Keyword(root.Operation));
                writer.Write(": "u8);
                NodePrinter.Write(writer, root.Type);
                break;
        }
    }

    /// <summary>Writes argument definitions on one line, or a line for each where one of them needs several.</summary>
    public static void WriteArguments(SyntaxWriter writer, IReadOnlyList<InputValueDefinitionNode> arguments)
    {
        var start = writer.Length;
        NodePrinter.WriteInline(writer, arguments, (byte)'(', (byte)')');
        if (writer.Written[start..].Contains((byte)'\n'))
        {
            writer.Rewind(start);
            NodePrinter.WriteBlock(writer, arguments, (byte)'(', (byte)')');
        }
    }

    private static void WriteInputValue(SyntaxWriter writer, InputValueDefinitionNode input)
    {
        NodePrinter.WriteDescription(writer, input.Description);
        writer.Write(input.Name);
        writer.Write(": "u8);
        NodePrinter.Write(writer, input.Type);
        if (input.DefaultValue is { } defaultValue)
        {
            writer.Write(" = "u8);
            NodePrinter.Write(writer, defaultValue);
        }

        NodePrinter.WriteDirectives(writer, input.Directives);
    }
}

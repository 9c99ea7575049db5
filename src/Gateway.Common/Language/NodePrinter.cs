using System.Runtime.CompilerServices;

namespace Gateway.Common.Language;

/// <summary>Writes any node by its kind, and what all kinds share.</summary>
internal static class NodePrinter
{
    public static void Write(SyntaxWriter writer, SyntaxNode node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (node)
        {
            case DocumentNode document:
                WriteDocument(writer, document);
                break;
            case ValueNode value:
                ValuePrinter.Write(writer, value);
                break;
            case TypeNode type:
                WriteType(writer, type);
                break;
            case ObjectFieldNode field:
                ValuePrinter.WriteField(writer, field);
                break;
            case ArgumentNode argument:
                WriteArgument(writer, argument);
                break;
            case DirectiveNode directive:
                WriteDirective(writer, directive);
                break;
            default:
                if (!ExecutablePrinter.TryWrite(writer, node) && !TypeSystemPrinter.TryWrite(writer, node))
                {
                    MemberPrinter.Write(writer, node);
                }

                break;
        }
    }

    public static void WriteDescription(SyntaxWriter writer, StringValueNode? description)
    {
        if (description is not null)
        {
            ValuePrinter.Write(writer, description);
            writer.NewLine();
        }
    }

    /// <summary>Writes a blank and the directive, for each.</summary>
    public static void WriteDirectives(SyntaxWriter writer, IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            writer.Write((byte)' ');
            WriteDirective(writer, directive);
        }
    }

    /// <summary>Writes nodes in brackets on one line; nothing when there is none.</summary>
    public static void WriteInline<T>(SyntaxWriter writer, IReadOnlyList<T> nodes, byte open, byte close)
        where T : SyntaxNode
    {
        if (nodes.Count > 0)
        {
            writer.Write(open);
            WriteJoined(writer, nodes, ", "u8);
            writer.Write(close);
        }
    }

    /// <summary>Writes nodes in brackets, each on its own line one level deeper; nothing when there is none.</summary>
    public static void WriteBlock<T>(SyntaxWriter writer, IReadOnlyList<T> nodes, byte open, byte close)
        where T : SyntaxNode
    {
        if (nodes.Count == 0)
        {
            return;
        }

        writer.Write(open);
        writer.Indent++;
        foreach (var node in nodes)
        {
            writer.NewLine();
            Write(writer, node);
        }

        writer.Indent--;
        writer.NewLine();
        writer.Write(close);
    }

    public static void WriteJoined<T>(SyntaxWriter writer, IReadOnlyList<T> nodes, ReadOnlySpan<byte> separator)
        where T : SyntaxNode
    {
        for (var index = 0; index < nodes.Count; index++)
        {
            if (index > 0)
            {
                writer.Write(separator);
            }

            Write(writer, nodes[index]);
        }
    }

    public static ReadOnlySpan<byte> Keyword(OperationType operation) => operation switch
    {
        OperationType.Query => "query"u8,
        OperationType.Mutation => "mutation"u8,
        _ => "subscription"u8,
    };

    private static void WriteDocument(SyntaxWriter writer, DocumentNode document)
    {
        for (var index = 0; index < document.Definitions.Count; index++)
        {
            if (index > 0)
            {
                writer.Write("\n\n"u8);
            }

            var definition = document.Definitions[index];
            if (index > 0 && definition is OperationDefinitionNode query && EndsOpen(document.Definitions[index - 1]))
            {
                ExecutablePrinter.WriteOperation(writer, query, allowsShorthand: false);
            }
            else
            {
                Write(writer, definition);
            }
        }
    }

    /// <summary>Whether a brace that followed would be read as the definition's own.</summary>
    private static bool EndsOpen(DefinitionNode definition) => definition is
        ComplexTypeDefinitionNode { Fields.Count: 0 }
        or EnumTypeDefinitionNode { Values.Count: 0 }
        or InputObjectTypeDefinitionNode { Fields.Count: 0 }
        or SchemaDefinitionNode { OperationTypes.Count: 0 };

    private static void WriteType(SyntaxWriter writer, TypeNode type)
    {
        switch (type)
        {
            case NamedTypeNode named:
                writer.Write(named.Name);
                break;
            case ListTypeNode list:
                writer.Write((byte)'[');
                Write(writer, list.ElementType);
                writer.Write((byte)']');
                break;
            case NonNullTypeNode nonNull:
                Write(writer, nonNull.NullableType);
                writer.Write((byte)'!');
                break;
        }
    }

    private static void WriteArgument(SyntaxWriter writer, ArgumentNode argument)
    {
        writer.Write(argument.Name);
        writer.Write(": "u8);
        Write(writer, argument.Value);
    }

    private static void WriteDirective(SyntaxWriter writer, DirectiveNode directive)
    {
        writer.Write((byte)'@');
        writer.Write(directive.Name);
        WriteInline(writer, directive.Arguments, (byte)'(', (byte)')');
    }
}

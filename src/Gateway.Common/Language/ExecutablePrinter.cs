namespace Gateway.Common.Language;

/// <summary>Writes operations, fragments and selections.</summary>
internal static class ExecutablePrinter
{
    /// <summary>UTF-16 units of a field with its arguments past which each argument takes a line.</summary>
    private const int LineWidthMax = 80;

    /// <returns>False when the node is none of the executable ones.</returns>
    public static bool TryWrite(SyntaxWriter writer, SyntaxNode node)
    {
        switch (node)
        {
            case OperationDefinitionNode operation:
                WriteOperation(writer, operation, allowsShorthand: true);
                return true;
            case FragmentDefinitionNode fragment:
                WriteFragment(writer, fragment);
                return true;
            case VariableDefinitionNode variable:
                WriteVariable(writer, variable);
                return true;
            case SelectionSetNode selectionSet:
                NodePrinter.WriteBlock(writer, selectionSet.Selections, (byte)'{', (byte)'}');
                return true;
            case FieldNode field:
                WriteField(writer, field);
                return true;
            case FragmentSpreadNode spread:
                writer.Write("..."u8);
                writer.Write(spread.Name);
                NodePrinter.WriteDirectives(writer, spread.Directives);
                return true;
            case InlineFragmentNode fragment:
                WriteInlineFragment(writer, fragment);
                return true;
            default:
                return false;
        }
    }

    /// <param name="writer">Where to write.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="allowsShorthand">Whether a plain query may do without its keyword at that place.</param>
    public static void WriteOperation(SyntaxWriter writer, OperationDefinitionNode operation, bool allowsShorthand)
    {
        NodePrinter.WriteDescription(writer, operation.Description);
        var isShorthand = allowsShorthand && operation is
        {
            Operation: OperationType.Query, Description: null, Name: null, VariableDefinitions.Count: 0,
            Directives.Count: 0,
        };
        if (!isShorthand)
        {
            writer.Write(NodePrinter.Keyword(operation.Operation));
            WriteOperationHead(writer, operation);
            writer.Write((byte)' ');
        }

        NodePrinter.Write(writer, operation.SelectionSet);
    }

    private static void WriteOperationHead(SyntaxWriter writer, OperationDefinitionNode operation)
    {
        if (operation.Name is { } name)
        {
            writer.Write((byte)' ');
            writer.Write(name);
        }
        else if (operation.VariableDefinitions.Count > 0)
        {
            writer.Write((byte)' ');
        }

        var isDescribed = false;
        foreach (var variable in operation.VariableDefinitions)
        {
            isDescribed |= variable.Description is not null;
        }

        if (isDescribed)
        {
            NodePrinter.WriteBlock(writer, operation.VariableDefinitions, (byte)'(', (byte)')');
        }
        else
        {
            NodePrinter.WriteInline(writer, operation.VariableDefinitions, (byte)'(', (byte)')');
        }

        NodePrinter.WriteDirectives(writer, operation.Directives);
    }

    private static void WriteFragment(SyntaxWriter writer, FragmentDefinitionNode fragment)
    {
        NodePrinter.WriteDescription(writer, fragment.Description);
        writer.Write("fragment "u8);
        writer.Write(fragment.Name);
        writer.Write(" on "u8);
        NodePrinter.Write(writer, fragment.TypeCondition);
        NodePrinter.WriteDirectives(writer, fragment.Directives);
        writer.Write((byte)' ');
        NodePrinter.Write(writer, fragment.SelectionSet);
    }

    private static void WriteVariable(SyntaxWriter writer, VariableDefinitionNode variable)
    {
        NodePrinter.WriteDescription(writer, variable.Description);
        NodePrinter.Write(writer, variable.Variable);
        writer.Write(": "u8);
        NodePrinter.Write(writer, variable.Type);
        if (variable.DefaultValue is { } defaultValue)
        {
            writer.Write(" = "u8);
            NodePrinter.Write(writer, defaultValue);
        }

        NodePrinter.WriteDirectives(writer, variable.Directives);
    }

    private static void WriteField(SyntaxWriter writer, FieldNode field)
    {
        var start = writer.Length;
        if (field.Alias is { } alias)
        {
            writer.Write(alias);
            writer.Write(": "u8);
        }

        writer.Write(field.Name);
        var argumentsStart = writer.Length;
        NodePrinter.WriteInline(writer, field.Arguments, (byte)'(', (byte)')');
        if (writer.WidthSince(start) > LineWidthMax)
        {
            writer.Rewind(argumentsStart);
            NodePrinter.WriteBlock(writer, field.Arguments, (byte)'(', (byte)')');
        }

        NodePrinter.WriteDirectives(writer, field.Directives);
        if (field.SelectionSet is { } selectionSet)
        {
            writer.Write((byte)' ');
            NodePrinter.Write(writer, selectionSet);
        }
    }

    private static void WriteInlineFragment(SyntaxWriter writer, InlineFragmentNode fragment)
    {
        writer.Write("..."u8);
        if (fragment.TypeCondition is { } typeCondition)
        {
            writer.Write(" on "u8);
            NodePrinter.Write(writer, typeCondition);
        }

        NodePrinter.WriteDirectives(writer, fragment.Directives);
        writer.Write((byte)' ');
        NodePrinter.Write(writer, fragment.SelectionSet);
    }
}

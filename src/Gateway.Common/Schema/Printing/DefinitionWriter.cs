using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Schema.Printing;

/// <summary>Writes definitions one after another, a blank line between.</summary>
internal sealed class DefinitionWriter(StringBuilder text, SchemaPrintOptions options)
{
    private const string FieldIndent = "  ";

    private readonly AnnotationWriter _annotations = new(text, options);

    public override string ToString() => text.ToString();

    public void WriteSchema(GraphQLSchema schema)
    {
        Begin(schema.Description);
        text.Append("schema");
        _annotations.WriteApplied(schema.Directives);
        WriteBlock(schema.DeclaredRootTypes, (root, _) => text
            .Append(FieldIndent)
            .Append(root.Key.ToString().ToLowerInvariant())
            .Append(": ")
            .Append(root.Value.Name));
    }

    public void WriteDirective(DirectiveDefinition directive)
    {
        Begin(directive.Description);
        text.Append("directive @").Append(directive.Name);
        WriteArguments(directive.Arguments, "");
        text.Append(directive.IsRepeatable ? " repeatable" : "").Append(" on ").AppendJoin(" | ", directive.Locations);
    }

    public void WriteType(NamedType type)
    {
        Begin(type.Description);
        text.Append(Keyword(type)).Append(' ').Append(type.Name);
        if (type is ComplexType { DeclaredInterfaces: { Count: > 0 } interfaces })
        {
            text.Append(" implements ").AppendJoin(" & ", interfaces.Select(face => face.Name));
        }

        _annotations.Write(type);
        WriteMembers(type);
    }

    private static string Keyword(NamedType type) => type switch
    {
        ScalarType => "scalar",
        ObjectType => "type",
        InterfaceType => "interface",
        UnionType => "union",
        EnumType => "enum",
        _ => "input",
    };

    private void WriteMembers(NamedType type)
    {
        switch (type)
        {
            case ComplexType complex:
                WriteBlock(complex.Fields, WriteField);
                break;
            case UnionType { DeclaredMembers: { Count: > 0 } members }:
                text.Append(" = ").AppendJoin(" | ", members.Select(member => member.Name));
                break;
            case EnumType @enum:
                WriteBlock(@enum.Values, WriteEnumValue);
                break;
            case InputObjectType input:
                WriteBlock(input.Fields, WriteInputField);
                break;
        }
    }

    private void Begin(string? description)
    {
        text.Append(text.Length > 0 ? "\n\n" : "");
        WriteDescription(description, "", isFirst: true);
    }

    private void WriteField(FieldDefinition field, bool isFirst)
    {
        WriteDescription(field.Description, FieldIndent, isFirst);
        text.Append(FieldIndent).Append(field.Name);
        WriteArguments(field.Arguments, FieldIndent);
        text.Append(": ").Append(field.Type);
        _annotations.Write(field.Directives, field.DeprecationReason);
    }

    private void WriteEnumValue(EnumValueDefinition value, bool isFirst)
    {
        WriteDescription(value.Description, FieldIndent, isFirst);
        text.Append(FieldIndent).Append(value.Name);
        _annotations.Write(value.Directives, value.DeprecationReason);
    }

    private void WriteInputField(InputValueDefinition field, bool isFirst)
    {
        WriteDescription(field.Description, FieldIndent, isFirst);
        text.Append(FieldIndent);
        WriteInputValue(field);
    }

    private void WriteArguments(MemberMap<InputValueDefinition> arguments, string indent)
    {
        if (arguments.Count == 0)
        {
            return;
        }

        text.Append('(');
        if (arguments.All(argument => argument.Description is null))
        {
            for (var index = 0; index < arguments.Count; index++)
            {
                text.Append(index > 0 ? ", " : "");
                WriteInputValue(arguments[index]);
            }
        }
        else
        {
            WriteDescribedArguments(arguments, indent);
        }

        text.Append(')');
    }

    private void WriteDescribedArguments(MemberMap<InputValueDefinition> arguments, string indent)
    {
        var inner = indent + FieldIndent;
        for (var index = 0; index < arguments.Count; index++)
        {
            text.Append('\n');
            WriteDescription(arguments[index].Description, inner, index == 0);
            text.Append(inner);
            WriteInputValue(arguments[index]);
        }

        text.Append('\n').Append(indent);
    }

    private void WriteInputValue(InputValueDefinition input)
    {
        text.Append(input.Name).Append(": ").Append(input.Type);
        if (input.DefaultValue is not null)
        {
            text.Append(" = ").Append(DefaultLiteral.Of(input));
        }

        _annotations.Write(input.Directives, input.DeprecationReason);
    }

    private void WriteBlock<T>(IReadOnlyCollection<T> items, Action<T, bool> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        text.Append(" {\n");
        var isFirst = true;
        foreach (var item in items)
        {
            text.Append(isFirst ? "" : "\n");
            write(item, isFirst);
            isFirst = false;
        }

        text.Append("\n}");
    }

    /// <summary>A blank line sets a described member off from the one above it.</summary>
    private void WriteDescription(string? description, string indent, bool isFirst)
    {
        if (description is null)
        {
            return;
        }

        var block = Printer.Print(new StringValueNode(
            Encoding.UTF8.GetBytes(description), DescriptionText.FitsBlockString(description), default));
        text.Append(isFirst || indent.Length == 0 ? "" : "\n")
            .Append(indent)
            .Append(block.Replace("\n", "\n" + indent, StringComparison.Ordinal))
            .Append('\n');
    }
}

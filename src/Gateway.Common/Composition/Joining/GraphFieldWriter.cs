using System.Text;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>Writes a graph's fields out of <c>@join__field</c>.</summary>
internal sealed class GraphFieldWriter(JoinGraphs graphs)
{
    /// <param name="field">In the supergraph.</param>
    /// <param name="joined">What is said of the graph's; null where nothing is said of any.</param>
    public FieldDefinitionNode Field(FieldDefinitionNode field, DirectiveNode? joined)
    {
        if (joined is null)
        {
            return field is { Description: null, Arguments: [], Directives: [] }
                ? field
                : new FieldDefinitionNode(null, field.Name, Arguments(field), field.Type, [], default);
        }

        return new FieldDefinitionNode(
            null, field.Name, [.. Arguments(field), .. JoinContexts.ReadArguments(joined, field.Name.Value)],
            TypeOf(joined, field.Name, field.Type), Directives(joined), default);
    }

    /// <inheritdoc cref="Field"/>
    public static InputValueDefinitionNode Input(InputValueDefinitionNode field, DirectiveNode? joined)
    {
        var type = joined is null ? field.Type : TypeOf(joined, field.Name, field.Type);
        return new(null, field.Name, type, field.DefaultValue, [], default);
    }

    private static InputValueDefinitionNode[] Arguments(FieldDefinitionNode field) =>
        [.. field.Arguments.Select(static argument => argument is { Description: null, Directives: [] }
            ? argument
            : new InputValueDefinitionNode(null, argument.Name, argument.Type, argument.DefaultValue, [], default))];

    private static TypeNode TypeOf(DirectiveNode joined, Name name, TypeNode type) =>
        DirectiveArguments.Text(joined, "type"u8) is { } own ? JoinTypes.Read(own, name.Value) : type;

    private DirectiveNode[] Directives(DirectiveNode joined)
    {
        var directives = new List<DirectiveNode>();
        if (DirectiveArguments.Flag(joined, "external"u8) == true)
        {
            directives.Add(GraphSchemaWriter.Directive(Words.External));
        }

        AddFields(joined, "requires"u8, Words.Requires, directives);
        AddFields(joined, "provides"u8, Words.Provides, directives);
        if (DirectiveArguments.Text(joined, "override"u8) is { } from)
        {
            directives.Add(Override(joined, from));
        }

        return [.. directives];
    }

    private static void AddFields(
        DirectiveNode joined, ReadOnlySpan<byte> argument, string word, List<DirectiveNode> directives)
    {
        if (DirectiveArguments.Find(joined, argument) is { } fields)
        {
            directives.Add(GraphSchemaWriter.Directive(word, ("fields", fields)));
        }
    }

    /// <summary>What is overridden is named by the source's name; some composers write the enum's value.</summary>
    private DirectiveNode Override(DirectiveNode joined, string from)
    {
        var name = graphs.Find(from)?.Name ?? from;
        var source = ("from", (ValueNode)new StringValueNode(Encoding.UTF8.GetBytes(name), false, default));
        return DirectiveArguments.Find(joined, "overrideLabel"u8) is { } label
            ? GraphSchemaWriter.Directive(Words.Override, source, ("label", label))
            : GraphSchemaWriter.Directive(Words.Override, source);
    }
}

using System.Text;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>Writes a graph's fields out of <c>@join__field</c>.</summary>
internal sealed class GraphFieldWriter(JoinGraph graph, IReadOnlyList<JoinGraph> graphs)
{
    private const string JoinField = "join__field";

    /// <summary>Fields without the directive belong to every graph that has the type.</summary>
    public FieldDefinitionNode[] Write(IEnumerable<FieldDefinitionNode> fields)
    {
        var written = new List<FieldDefinitionNode>();
        foreach (var field in fields)
        {
            var joined = JoinDirectives.Of(field.Directives, JoinField, graph);
            if (joined is [var first, ..])
            {
                written.Add(new FieldDefinitionNode(
                    null, field.Name, [.. Arguments(field), .. JoinContexts.ReadArguments(first)],
                    TypeOf(first, field.Type), Directives(first), default));
            }
            else if (JoinDirectives.Has(field.Directives, JoinField, graph))
            {
                written.Add(new FieldDefinitionNode(null, field.Name, Arguments(field), field.Type, [], default));
            }
        }

        return [.. written];
    }

    public InputValueDefinitionNode[] WriteInputs(IEnumerable<InputValueDefinitionNode> inputs) =>
        [.. inputs.Where(input => JoinDirectives.Has(input.Directives, JoinField, graph)).Select(input =>
        {
            var joined = JoinDirectives.Of(input.Directives, JoinField, graph);
            var type = joined is [var first, ..] ? TypeOf(first, input.Type) : input.Type;
            return new InputValueDefinitionNode(null, input.Name, type, input.DefaultValue, [], default);
        })];

    private static InputValueDefinitionNode[] Arguments(FieldDefinitionNode field) =>
        [.. field.Arguments.Select(argument => new InputValueDefinitionNode(
            null, argument.Name, argument.Type, argument.DefaultValue, [], default))];

    private static TypeNode TypeOf(DirectiveNode joined, TypeNode type) =>
        DirectiveArguments.Text(joined, "type"u8) is { } own ? Parser.ParseType(own) : type;

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
        var name = graphs.FirstOrDefault(other => other.Value == from)?.Name ?? from;
        var source = ("from", (ValueNode)new StringValueNode(Encoding.UTF8.GetBytes(name), false, default));
        return DirectiveArguments.Find(joined, "overrideLabel"u8) is { } label
            ? GraphSchemaWriter.Directive(Words.Override, source, ("label", label))
            : GraphSchemaWriter.Directive(Words.Override, source);
    }
}

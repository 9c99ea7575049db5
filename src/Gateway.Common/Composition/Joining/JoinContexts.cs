using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Joining;

/// <summary>Writes and reads contexts: in a supergraph their names begin with their source's.</summary>
/// <remarks>Source: Apollo join v0.5 ContextArgument, context v0.1.</remarks>
internal static class JoinContexts
{
    private const string Separator = "__";

    public static string NameOf(SourceFacts facts, string context) =>
        string.Concat(facts.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'))
        + Separator + context;

    /// <summary>The contexts that a source has the type set.</summary>
    public static IEnumerable<DirectiveNode> OfType(SourceFacts facts, NamedType type) =>
        ContextFields.Names(facts, type).Select(name => GraphSchemaWriter.Directive(
            Words.Context, ("name", JoinDefinitions.Text(NameOf(facts, name)))));

    public static ValueNode Write(SourceFacts facts, FieldDefinition field, ContextArgument argument)
    {
        var selection = ContextFields.Read(facts, field, argument.Definition)?.Selection?.Text ?? "";
        (string Name, ValueNode Value)[] members =
        [
            ("context", JoinDefinitions.Text(NameOf(facts, argument.Context))),
            ("name", JoinDefinitions.Text(argument.Definition.Name)),
            ("type", JoinDefinitions.Text(argument.Definition.Type.ToString()!)),
            ("selection", JoinDefinitions.Text($"{{ {selection} }}")),
        ];
        return new ObjectValueNode(
            [.. members.Select(member => new ObjectFieldNode(new Name(member.Name), member.Value, default))], default);
    }

    /// <summary>The arguments that a graph's field has beside those of the supergraph.</summary>
    /// <exception cref="JoinException">One has a type that is none.</exception>
    public static IEnumerable<InputValueDefinitionNode> ReadArguments(DirectiveNode joined, string coordinate)
    {
        foreach (var value in (DirectiveArguments.Find(joined, "contextArguments"u8) as ListValueNode)?.Values ?? [])
        {
            if (value is ObjectValueNode members
                && Member(members, "name"u8) is { } name
                && Member(members, "type"u8) is { } type
                && Member(members, "context"u8) is { } context
                && Member(members, "selection"u8) is { } selection)
            {
                var field = JoinDefinitions.Text($"${ContextOf(context)} {selection}");
                yield return new InputValueDefinitionNode(
                    null, new Name(name), JoinTypes.Read(type, coordinate), null,
                    [GraphSchemaWriter.Directive(Words.FromContext, ("field", field))], default);
            }
        }
    }

    /// <summary>The contexts that the type sets in a graph, by the names that they have there.</summary>
    public static IEnumerable<DirectiveNode> ReadType(IEnumerable<DirectiveNode> applied, JoinGraph graph)
    {
        var prefix = string.Concat(graph.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return JoinDirectives.All(applied, Words.Context)
            .Select(directive => DirectiveArguments.Text(directive, "name"u8))
            .OfType<string>()
            .Where(name => name.StartsWith(prefix + Separator, StringComparison.OrdinalIgnoreCase))
            .Select(name => GraphSchemaWriter.Directive(
                Words.Context, ("name", JoinDefinitions.Text(ContextOf(name)))));
    }

    private static string ContextOf(string name) =>
        name[(name.LastIndexOf(Separator, StringComparison.Ordinal) is var at and >= 0 ? at + Separator.Length : 0)..];

    private static string? Member(ObjectValueNode value, ReadOnlySpan<byte> name)
    {
        foreach (var field in value.Fields)
        {
            if (field.Name.Is(name))
            {
                return DirectiveArguments.Text(field.Value);
            }
        }

        return null;
    }
}

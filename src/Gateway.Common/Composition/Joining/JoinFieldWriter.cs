using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Joining;

/// <summary>Writes <c>@join__field</c>: which sources have a field, and how.</summary>
internal sealed class JoinFieldWriter(
    Supergraph supergraph, IReadOnlyList<string> graphs, IReadOnlyList<SourceFacts> sources, JoinWords words)
{
    private const string JoinField = "join__field";

    private readonly Overrides _overrides = new(sources);

    public FieldDefinitionNode[] Write(
        ComplexType type, IEnumerable<FieldDefinitionNode> fields, IReadOnlyList<SourceFacts> holders) =>
        [.. fields.Select(field => new FieldDefinitionNode(
            field.Description,
            field.Name,
            [.. field.Arguments.Select(Plain)],
            field.Type,
            [.. Joined(type, field.Name.Value, holders), .. words.Keep(field.Directives)],
            default))];

    /// <summary>Input fields are in all sources of the type; only a type of their own is said.</summary>
    public InputValueDefinitionNode[] WriteInputs(
        InputObjectType type, IEnumerable<InputValueDefinitionNode> fields, IReadOnlyList<SourceFacts> holders) =>
        [.. fields.Select(field => new InputValueDefinitionNode(
            field.Description, field.Name, field.Type, field.DefaultValue,
            [.. Joined(type, field, holders), .. words.Keep(field.Directives)], default))];

    private InputValueDefinitionNode Plain(InputValueDefinitionNode input) => new(
        input.Description, input.Name, input.Type, input.DefaultValue, words.Keep(input.Directives), default);

    private IEnumerable<DirectiveNode> Joined(
        InputObjectType type, InputValueDefinitionNode field, IReadOnlyList<SourceFacts> holders)
    {
        var merged = Printer.Print(field.Type);
        foreach (var facts in holders)
        {
            if (facts.Types[type.Name] is InputObjectType input && input.Fields.Find(field.Name.Utf8) is { } own)
            {
                var arguments = new List<(string Name, ValueNode Value)> { Graph(facts.Index) };
                AddType(arguments, Printer.Print(TypeReferences.Of(facts, own.Type)), merged);
                yield return GraphSchemaWriter.Directive(JoinField, [.. arguments]);
            }
        }
    }

    private List<DirectiveNode> Joined(ComplexType type, string name, IReadOnlyList<SourceFacts> holders)
    {
        var found = supergraph.Find(type)?.Fields.GetValueOrDefault(name);
        var own = found?.Sources
            .Where(source => holders.Any(facts => facts.Index == source.Source) && IsWritten(source))
            .Select(source => Joined(found.Definition, source))
            .ToList() ?? [];

        // What only an interface object gives belongs to no source of the object itself.
        return own.Count == 0 ? [GraphSchemaWriter.Directive(JoinField)] : own;
    }

    /// <summary>What a source does not resolve is said only where something in it needs the field.</summary>
    private bool IsWritten(FieldSource source)
    {
        var facts = sources[source.Source];
        return !(facts.IsExternal(source.Field) || _overrides.IsTakenAway(facts, source.Field))
            || facts.UsedFields.Contains(source.Field)
            || UsedFieldSearch.IsOfInterface(source.Field);
    }

    private DirectiveNode Joined(FieldDefinition merged, FieldSource source)
    {
        var arguments = new List<(string Name, ValueNode Value)> { Graph(source.Source) };
        AddSet(arguments, "requires", source.Requires);
        AddSet(arguments, "provides", source.Provides);
        var facts = sources[source.Source];
        AddType(arguments, Printer.Print(TypeReferences.Of(facts, source.Field.Type)), merged.Type.ToString()!);
        if (facts.IsExternal(source.Field))
        {
            arguments.Add(("external", new BooleanValueNode(true, default)));
        }
        else if (_overrides.IsTakenAway(facts, source.Field))
        {
            arguments.Add(("usedOverridden", new BooleanValueNode(true, default)));
        }

        if (facts.Find(source.Field, Words.Override) is { } directive
            && DirectiveArguments.Text(directive, "from"u8) is { } from)
        {
            arguments.Add(("override", JoinDefinitions.Text(from)));
        }

        if (source.OverrideLabel is { } label)
        {
            arguments.Add(("overrideLabel", JoinDefinitions.Text(label)));
        }

        if (source.ContextArguments.Count > 0)
        {
            arguments.Add(("contextArguments", new ListValueNode(
                [.. source.ContextArguments.Select(argument => JoinContexts.Write(facts, source.Field, argument))],
                default)));
        }

        return GraphSchemaWriter.Directive(JoinField, [.. arguments]);
    }

    private (string Name, ValueNode Value) Graph(int source) => ("graph", JoinDefinitions.Graph(graphs[source]));

    private static void AddSet(List<(string Name, ValueNode Value)> arguments, string name, FieldSet? set)
    {
        if (set is not null)
        {
            arguments.Add((name, JoinDefinitions.Text(set.Text)));
        }
    }

    private static void AddType(List<(string Name, ValueNode Value)> arguments, string own, string merged)
    {
        if (own != merged)
        {
            arguments.Add(("type", JoinDefinitions.Text(own)));
        }
    }
}

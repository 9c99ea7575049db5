using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Joining;

/// <summary>Writes <c>@join__field</c>: which sources have a field, and how.</summary>
internal sealed class JoinFieldWriter(
    Supergraph supergraph, IReadOnlyList<string> graphs, IReadOnlyList<SourceFacts> sources)
{
    private const string JoinField = "join__field";

    public FieldDefinitionNode[] Write(
        ComplexType type, IEnumerable<FieldDefinitionNode> fields, IReadOnlyList<SourceFacts> holders) =>
        [.. fields.Select(field => new FieldDefinitionNode(
            field.Description,
            field.Name,
            [.. field.Arguments],
            field.Type,
            [.. Joined(type, field.Name.Value, holders), .. field.Directives],
            default))];

    private List<DirectiveNode> Joined(ComplexType type, string name, IReadOnlyList<SourceFacts> holders)
    {
        var found = supergraph.Find(type)?.Fields.GetValueOrDefault(name);
        var own = found?.Sources
            .Where(source => holders.Any(facts => facts.Index == source.Source))
            .Select(source => Joined(found.Definition, source))
            .ToList() ?? [];

        // What only an interface object gives belongs to no source of the object itself.
        return own.Count == 0 ? [GraphSchemaWriter.Directive(JoinField)] : own;
    }

    private DirectiveNode Joined(FieldDefinition merged, FieldSource source)
    {
        var arguments = new List<(string Name, ValueNode Value)>
        {
            ("graph", JoinDefinitions.Graph(graphs[source.Source])),
        };
        if (source.Requires is { } requires)
        {
            arguments.Add(("requires", JoinDefinitions.Text(requires.Text)));
        }

        if (source.Provides is { } provides)
        {
            arguments.Add(("provides", JoinDefinitions.Text(provides.Text)));
        }

        var facts = sources[source.Source];
        var type = Printer.Print(Merge.TypeReferences.Of(facts, source.Field.Type));
        if (type != merged.Type.ToString())
        {
            arguments.Add(("type", JoinDefinitions.Text(type)));
        }

        if (source.IsExternal)
        {
            arguments.Add(("external", new BooleanValueNode(true, default)));
        }

        AddOverride(facts, source, arguments);
        return GraphSchemaWriter.Directive(JoinField, [.. arguments]);
    }

    private static void AddOverride(
        SourceFacts facts, FieldSource source, List<(string Name, ValueNode Value)> arguments)
    {
        if (facts.Find(source.Field, Words.Override) is not { } directive
            || DirectiveArguments.Text(directive, "from"u8) is not { } from)
        {
            return;
        }

        arguments.Add(("override", JoinDefinitions.Text(from)));
        if (source.OverrideLabel is { } label)
        {
            arguments.Add(("overrideLabel", JoinDefinitions.Text(label)));
        }
    }
}

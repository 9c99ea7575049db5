using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Model;

/// <summary>Says of every composite type and field what each source can answer.</summary>
internal sealed class ModelBuilder(
    IReadOnlyList<SourceView> sources, GraphQLSchema schema, List<CompositionError> errors)
{
    public IEnumerable<SupergraphType> Build() => schema.Types
        .Where(type => type.IsComposite && !type.Name.StartsWith("__", StringComparison.Ordinal))
        .Select(Build)
        .ToArray();

    private SupergraphType Build(NamedType type)
    {
        var appearances = sources
            .Select(source => (Source: source, Type: source.Find(type.Name)))
            .Where(appearance => appearance.Type is not null)
            .Select(appearance => (appearance.Source, Type: appearance.Type!))
            .ToArray();
        var fields = new Dictionary<string, SupergraphField>(StringComparer.Ordinal);
        foreach (var definition in (type as ComplexType)?.Fields ?? MemberMap<FieldDefinition>.Empty)
        {
            fields.Add(definition.Name, new SupergraphField(definition, [.. appearances
                .Select(appearance => (appearance.Source, appearance.Type, Field: (appearance.Type as ComplexType)?.Fields.Find(definition.Name)))
                .Where(appearance => appearance.Field is not null && !IsOverridden(type.Name, definition.Name, appearance.Source))
                .Select(appearance => BuildField(appearance.Source, appearance.Type, appearance.Field!))]));
        }

        return new SupergraphType(
            type,
            [.. appearances.Select(appearance => new TypeSource
            {
                Source = appearance.Source.Index,
                Type = appearance.Type,
                IsInterfaceObject = type is InterfaceType && appearance.Type is ObjectType,
                Lookups = LookupReader.Read(appearance.Source, appearance.Type, errors),
            })],
            fields);
    }

    private bool IsOverridden(string type, string field, SourceView source) => sources.Any(other =>
        other.Find(type) is ComplexType complex
        && complex.Fields.Find(field) is { } found
        && other.Find(found.Directives, "override").Any(directive => SourceView.Text(directive, "from") == source.Source.Name));

    private FieldSource BuildField(SourceView source, NamedType type, FieldDefinition field)
    {
        var isRoot = source.NameOf(type) is "Query" or "Mutation" or "Subscription";
        var isExternal = !source.IsBound && source.Has(field.Directives, "external");
        return new FieldSource
        {
            Source = source.Index,
            Field = field,
            IsExternal = isExternal,
            IsKeyField = isExternal && FieldSets.KeyFields(source, type).Contains(field.Name),
            Requires = Set(source, field, "requires"),
            Provides = Set(source, field, "provides"),
            RequiredArguments = [.. field.Arguments
                .Where(argument => argument.HasDirective("require"u8))
                .Select(argument => Required(source, argument))
                .OfType<RequiredArgument>()],
            ClaimArguments = [.. field.Arguments
                .Select(argument => (Argument: argument, Claim: SourceView.Text(argument.FindDirective("claim"u8), "name")))
                .Where(entry => entry.Claim is not null)
                .Select(entry => new ClaimArgument(entry.Argument, entry.Claim!))],
            IsBound = source.IsBound && !isRoot && SourceView.IsBinding(field),
            Link = LinkReader.Read(source, field, errors),
        };
    }

    private FieldSet? Set(SourceView source, FieldDefinition field, string directive) => FieldSets.TryParse(
        SourceView.Text(source.Find(field.Directives, directive).FirstOrDefault(), "fields"), source, field.Coordinate, errors);

    private RequiredArgument? Required(SourceView source, InputValueDefinition argument)
    {
        var text = SourceView.Text(argument.FindDirective("require"u8), "field");
        var path = text?.Split('.', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var nested = string.Join(" { ", path) + string.Concat(Enumerable.Repeat(" }", Math.Max(0, path.Length - 1)));
        return FieldSets.TryParse(nested, source, argument.Name, errors) is { } set
            ? new RequiredArgument(argument, set, path)
            : null;
    }
}

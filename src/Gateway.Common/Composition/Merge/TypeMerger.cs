using Gateway.Common.Composition.Model;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges the sources' types by name.</summary>
internal static class TypeMerger
{
    private static readonly string[] BuiltIn = ["Int", "Float", "String", "Boolean", "ID"];

    public static IReadOnlyList<MergedType> Merge(IReadOnlyList<SourceView> sources, List<CompositionError> errors)
    {
        var byName = new Dictionary<string, List<(SourceView, NamedType)>>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var source in sources)
        {
            foreach (var (name, type) in source.Types)
            {
                if (!byName.TryGetValue(name, out var appearances))
                {
                    byName.Add(name, appearances = []);
                    order.Add(name);
                }

                appearances.Add((source, type));
            }
        }

        if (!byName.ContainsKey("Query"))
        {
            errors.Add(new CompositionError(CompositionCodes.NoQueries, "No source has a query: add a field to Query in one."));
        }

        var uses = new InputUses(sources);
        return [.. order.Where(name => !BuiltIn.Contains(name))
            .Select(name => MergeOne(name, byName[name], uses, errors))
            .OfType<MergedType>()];
    }

    private static MergedType? MergeOne(
        string name, List<(SourceView Source, NamedType Type)> appearances, InputUses uses, List<CompositionError> errors)
    {
        var kinds = appearances.Select(appearance => KindOf(appearance.Source, appearance.Type)).Distinct().ToArray();
        if (kinds.Length > 1)
        {
            errors.Add(new CompositionError(
                CompositionCodes.TypeKindMismatch,
                $"'{name}' is {string.Join(" and ", kinds)} in different sources; rename one by its overlay.",
                Coordinate: name));
            return null;
        }

        var directives = KeptDirectives.Of(appearances.Select(appearance => (appearance.Source, appearance.Type.Directives)));
        var description = appearances.Select(appearance => appearance.Type.Description).FirstOrDefault(text => text is not null);
        var interfaces = appearances
            .SelectMany(appearance => (appearance.Type as ComplexType)?.Interfaces ?? [])
            .Select(face => face.Name)
            .Distinct()
            .ToArray();
        IReadOnlyList<MergedMember> members = kinds[0] switch
        {
            "type" or "interface" => FieldMerger.Merge(
                name, [.. appearances.Select(appearance => (appearance.Source, (ComplexType)appearance.Type))], errors),
            "union" => MergeUnion(appearances),
            "enum" => EnumMerger.Merge(
                name, [.. appearances.Select(appearance => (appearance.Source, (EnumType)appearance.Type))], uses, errors),
            "input" => InputMerger.Merge(
                name, [.. appearances.Select(appearance => (appearance.Source, (InputObjectType)appearance.Type))], errors),
            _ => [],
        };
        return new MergedType(kinds[0], name, description, directives, interfaces, members);
    }

    /// <summary>An interface object stands for the interface that it is in other sources.</summary>
    private static string KindOf(SourceView source, NamedType type) => type switch
    {
        ObjectType when source.Has(type.Directives, "interfaceObject") => "interface",
        ObjectType => "type",
        InterfaceType => "interface",
        UnionType => "union",
        EnumType => "enum",
        InputObjectType => "input",
        _ => "scalar",
    };

    private static List<MergedMember> MergeUnion(List<(SourceView Source, NamedType Type)> appearances) =>
        [.. appearances
            .SelectMany(appearance => ((UnionType)appearance.Type).Members)
            .Select(member => member.Name)
            .Distinct()
            .Select(member => new MergedMember(member, null, [], null, null, [], IsHidden: false))];
}

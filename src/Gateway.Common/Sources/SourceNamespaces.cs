using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Sources.Overlays;

namespace Gateway.Common.Sources;

/// <summary>One source's schema before it is composed with others.</summary>
/// <param name="IsContract">Imported of a REST, SOAP or gRPC contract: its names were chosen knowing of no
/// other.</param>
internal sealed record NamedDocument(string Name, bool IsContract, DocumentNode Document);

/// <summary>Keeps apart what contracts of different teams happen to call the same.</summary>
/// <remarks>
/// Shape: a type that several sources have stays one where each of them declares it (<c>@key</c>, <c>@shareable</c>),
/// or where it is no object and all say the same; else each contract's gets its source's name before its own, whichever
/// other sources there are and in whatever order. Root fields likewise, unless all are <c>@shareable</c>. Names of
/// GraphQL and local sources are theirs to keep. The wire's names do not change.
/// </remarks>
internal static class SourceNamespaces
{
    public const string Namespaced = "NAME_NAMESPACED";

    private static readonly string[] Roots = ["Query", "Mutation", "Subscription"];

    private static readonly string[] Declaring = ["shareable", "interfaceObject", "external", "extends"];

    public static (IReadOnlyList<NamedDocument> Documents, IReadOnlyList<ImportDiagnostic> Warnings) Apply(
        IReadOnlyList<NamedDocument> sources)
    {
        var warnings = new List<ImportDiagnostic>();
        var types = ClashingTypes(sources);
        var fields = Roots.ToDictionary(static root => root, root => ClashingFields(sources, root));
        var documents = sources
            .Select(source => source.IsContract ? Rename(source, types, fields, warnings) : source)
            .ToArray();
        return (documents, warnings);
    }

    /// <summary>Names that cannot be one type.</summary>
    private static HashSet<string> ClashingTypes(IReadOnlyList<NamedDocument> sources)
    {
        var groups = sources
            .SelectMany(source => TypesOf(source.Document).Select(type => (Type: type, source.IsContract)))
            .GroupBy(static pair => pair.Type.Name.Value, StringComparer.Ordinal)
            .Where(static group => group.Count() > 1 && group.Any(static pair => pair.IsContract))
            .ToDictionary(static group => group.Key, static group => group.Select(static pair => pair.Type).ToArray());
        var apart = groups.Where(static group => !Agree(group.Value)).Select(static group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        int before;
        do
        {
            // What is the same but made of what is not, is not the same. Ends: the set only grows.
            before = apart.Count;
            apart.UnionWith(groups
                .Where(group => !Array.TrueForAll(group.Value, IsDeclared)
                    && TypeStructure.References(group.Value[0]).Any(apart.Contains))
                .Select(static group => group.Key));
        }
        while (apart.Count > before);
        return apart;
    }

    /// <remarks>A scalar that says nothing of itself is the one that does.</remarks>
    private static bool Agree(TypeDefinitionNode[] types) =>
        Array.TrueForAll(types, IsDeclared)
        || (Array.TrueForAll(types, static type => type is ScalarTypeDefinitionNode)
            && types.SelectMany(static type => type.Directives)
                .Where(static directive => directive.Name.Is("specifiedBy"u8))
                .Select(static directive => Printer.Print(directive))
                .Distinct(StringComparer.Ordinal)
                .Count() <= 1)
        || (types[0] is not ObjectTypeDefinitionNode
            && types.Select(TypeStructure.Of).Distinct(StringComparer.Ordinal).Count() == 1);

    /// <summary>Whether its source means it to be one with others'. What was inferred is no declaration.</summary>
    private static bool IsDeclared(TypeDefinitionNode type) =>
        type.Directives.Any(directive => Declaring.Contains(directive.Name.Value))
        || (Has(type.Directives, "key") && !Has(type.Directives, "inferred"));

    private static HashSet<string> ClashingFields(IReadOnlyList<NamedDocument> sources, string root) =>
        sources.SelectMany(source => source.Document.Definitions.OfType<ObjectTypeDefinitionNode>()
                .Where(type => type.Name.Value == root)
                .SelectMany(static type => type.Fields)
                .Where(static field => !Has(field.Directives, "internal") && !Has(field.Directives, "inaccessible"))
                .Select(field => (Field: field, source.IsContract)))
            .GroupBy(static pair => pair.Field.Name.Value, StringComparer.Ordinal)
            .Where(static group => group.Count() > 1
                && group.Any(static pair => pair.IsContract)
                && !group.All(static pair => Has(pair.Field.Directives, "shareable")))
            .Select(static group => group.Key)
            .ToHashSet(StringComparer.Ordinal);

    private static NamedDocument Rename(
        NamedDocument source,
        HashSet<string> types,
        Dictionary<string, HashSet<string>> fields,
        List<ImportDiagnostic> warnings)
    {
        var names = new NameScope(TypesOf(source.Document).Select(static type => type.Name.Value));
        var isChanged = false;
        var marked = source.Document.Definitions.Select(definition => definition switch
        {
            ObjectTypeDefinitionNode root when fields.TryGetValue(root.Name.Value, out var clashing) =>
                WithFields(root, [.. root.Fields.Select(field => Marked(root, field, clashing))]),
            TypeDefinitionNode type when types.Contains(type.Name.Value) =>
                Directed.With(type, Renaming(names.Take(GraphQLNames.Type(source.Name) + type.Name.Value), type.Name)),
            _ => definition,
        }).ToArray();
        return isChanged
            ? source with
            {
                Document = new DocumentNode(
                    source.Document.Source.ToArray(),
                    [.. new OverlayRenames(marked).Apply()],
                    source.Document.Span),
            }
            : source;

        FieldDefinitionNode Marked(ObjectTypeDefinitionNode root, FieldDefinitionNode field, HashSet<string> clashing)
        {
            if (!clashing.Contains(field.Name.Value) || Has(field.Directives, "internal"))
            {
                return field;
            }

            var name = GraphQLNames.Field(source.Name) + GraphQLNames.Type(field.Name.Value);
            return new FieldDefinitionNode(
                field.Description,
                field.Name,
                [.. field.Arguments],
                field.Type,
                [.. field.Directives, Renaming(name, new Name($"{root.Name.Value}.{field.Name.Value}"))],
                field.Span);
        }

        DirectiveNode Renaming(string to, Name from)
        {
            isChanged = true;
            warnings.Add(new ImportDiagnostic(
                IsError: false,
                Namespaced,
                $"'{from.Value}' is in several sources and not declared to be one: it is '{to}' here. "
                + "An overlay can rename it, or declare it with @key or @shareable in each.",
                source.Name));
            var value = new StringValueNode(Encoding.UTF8.GetBytes(to), isBlock: false, default);
            return new DirectiveNode(new Name("rename"), [new ArgumentNode(new Name("to"), value, default)], default);
        }
    }

    private static IEnumerable<TypeDefinitionNode> TypesOf(DocumentNode document) =>
        document.Definitions.OfType<TypeDefinitionNode>().Where(static type =>
            !type.IsExtension && !Roots.Contains(type.Name.Value));

    private static ObjectTypeDefinitionNode WithFields(ObjectTypeDefinitionNode type, FieldDefinitionNode[] fields) =>
        new(
            type.Description,
            type.IsExtension,
            type.Name,
            [.. type.Interfaces],
            [.. type.Directives],
            fields,
            type.Span);

    private static bool Has(IReadOnlyList<DirectiveNode> directives, string word) =>
        directives.Any(directive => directive.Name.Value == word);
}

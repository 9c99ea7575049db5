using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>One run of building: shells of all types first, then their members, then the schema around them.</summary>
internal sealed class SchemaAssembly(
    IReadOnlyList<DocumentNode> documents,
    SchemaBuildOptions options,
    IReadOnlyDictionary<OperationType, string>? declaredRoots,
    DiagnosticBag diagnostics)
{
    private readonly DefinitionTable _table =
        DefinitionTable.Read(documents, options.AllowExtensionsOfUndefinedTypes);

    private readonly TypeResolver _resolver = new(diagnostics);

    public GraphQLSchema Run()
    {
        var builtIns = DefinitionTable.Read([BuiltInDefinitions.Document], adoptsExtensions: false);
        var entries = _table.Types.Where(entry => !builtIns.DefinesType(entry.Name));
        var types = AddShells(entries);
        var introspection = AddShells(builtIns.Types);
        var members = new MemberAssembly(_resolver);
        foreach (var type in (IEnumerable<NamedType>)[.. types, .. introspection])
        {
            members.Fill(type);
        }

        var directives = _table.Directives
            .Concat(builtIns.Directives.Where(syntax => !_table.DefinesDirective(NameOf(syntax))))
            .Select(members.Directive)
            .ToArray();
        var roots = FindRoots();
        return new GraphQLSchema(
            _table.Schema.Select(Description).FirstOrDefault(text => text is not null),
            [.. _table.Schema.SelectMany(syntax => ((SchemaDefinitionNode)syntax.Node).Directives)],
            [.. types, .. _resolver.BuiltInScalars, .. introspection],
            directives,
            roots.GetValueOrDefault(OperationType.Query) as ObjectType,
            roots.GetValueOrDefault(OperationType.Mutation) as ObjectType,
            roots.GetValueOrDefault(OperationType.Subscription) as ObjectType)
        {
            Documents = documents,
            Syntax = _table.Schema,
            DeclaredRootTypes = roots,
        };
    }

    private static Name NameOf(SyntaxReference directive) => ((DirectiveDefinitionNode)directive.Node).Name;

    private static string? Description(SyntaxReference syntax) => ((TypeSystemNode)syntax.Node).Description?.Value;

    private List<NamedType> AddShells(IEnumerable<TypeEntry> entries)
    {
        var shells = new List<NamedType>();
        foreach (var entry in entries)
        {
            var shell = TypeShell.Create(entry);
            _resolver.Add(shell);
            shells.Add(shell);
        }

        return shells;
    }

    /// <remarks>Source: GraphQL §3.3.1 Default Root Operation Type Names.</remarks>
    private Dictionary<OperationType, NamedType> FindRoots()
    {
        var roots = new Dictionary<OperationType, NamedType>();
        foreach (var (operation, name) in declaredRoots ?? NoRoots)
        {
            AddRoot(roots, operation, _resolver.Find(name));
        }

        foreach (var syntax in _table.Schema)
        {
            foreach (var root in ((SchemaDefinitionNode)syntax.Node).OperationTypes)
            {
                AddRoot(roots, root.Operation, _resolver.Named(root.Type, syntax.Document));
            }
        }

        if (declaredRoots is null && !_table.HasSchemaDefinition)
        {
            AddRoot(roots, OperationType.Query, _resolver.Find("Query"));
            AddRoot(roots, OperationType.Mutation, _resolver.Find("Mutation"));
            AddRoot(roots, OperationType.Subscription, _resolver.Find("Subscription"));
        }

        return roots;
    }

    private static IReadOnlyDictionary<OperationType, string> NoRoots { get; } =
        new Dictionary<OperationType, string>();

    private static void AddRoot(
        Dictionary<OperationType, NamedType> roots, OperationType operation, NamedType? type)
    {
        if (type is not null)
        {
            roots.TryAdd(operation, type);
        }
    }
}

using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>One run of building: shells of all types first, then their members, then the schema around them.</summary>
internal sealed class SchemaAssembly(
    IReadOnlyList<DocumentNode> documents,
    SchemaBuildOptions options,
    IReadOnlyDictionary<OperationType, string>? declaredRoots,
    DiagnosticBag diagnostics)
{
    private static readonly DefinitionTable BuiltIns =
        DefinitionTable.Read([BuiltInDefinitions.Document], adoptsExtensions: false);

    private readonly DefinitionTable _table =
        DefinitionTable.Read(documents, options.AllowExtensionsOfUndefinedTypes);

    public GraphQLSchema Run()
    {
        var own = new TypeShells(_table, static parts => !IsBuiltIn(parts.Node));
        var introspection = new TypeShells(BuiltIns, static _ => true);
        var resolver = new TypeResolver(diagnostics, own, introspection);
        var members = new MemberAssembly(resolver);
        own.Fill(members);
        introspection.Fill(members);
        var directives = Directives(members);
        var (description, applied) = OfSchema();
        var roots = FindRoots(resolver);
        return new GraphQLSchema(
            description,
            applied,
            All(own, resolver.BuiltInScalars, introspection),
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

    /// <remarks>Loops here, as queries over pairs are compiled while a host starts.</remarks>
    private DirectiveDefinition[] Directives(MemberAssembly members)
    {
        var directives = new List<DirectiveDefinition>(_table.Directives.Count + BuiltIns.Directives.Count);
        foreach (var syntax in _table.Directives)
        {
            directives.Add(members.Directive(syntax));
        }

        foreach (var syntax in BuiltIns.Directives)
        {
            if (!_table.DefinesDirective(NameOf(syntax)))
            {
                directives.Add(members.Directive(syntax));
            }
        }

        return [.. directives];
    }

    /// <summary>The first description of the schema, and what directives it and its extensions have.</summary>
    private (string? Description, DirectiveNode[] Applied) OfSchema()
    {
        string? description = null;
        var applied = new List<DirectiveNode>();
        foreach (var syntax in _table.Schema)
        {
            var node = (SchemaDefinitionNode)syntax.Node;
            description ??= node.Description?.Value;
            applied.AddRange(node.Directives);
        }

        return (description, [.. applied]);
    }

    /// <summary>Whether the specification defines the type, so that another definition of it means nothing.</summary>
    private static bool IsBuiltIn(TypeDefinitionNode node) =>
        BuiltIns.IndexOfType(node.Name.Utf8) >= 0
        || (node is not ScalarTypeDefinitionNode && BuiltInScalar.IsBuiltIn(node.Name.Utf8));

    private static NamedType[] All(TypeShells own, List<ScalarType> scalars, TypeShells introspection)
    {
        var types = new NamedType[own.Count + scalars.Count + introspection.Count];
        var count = own.CopyTo(types, 0);
        scalars.ToArray().CopyTo(types, count);
        introspection.CopyTo(types, count + scalars.Count);
        return types;
    }

    /// <remarks>Source: GraphQL §3.3.1 Default Root Operation Type Names.</remarks>
    private Dictionary<OperationType, NamedType> FindRoots(TypeResolver resolver)
    {
        var roots = new Dictionary<OperationType, NamedType>();
        foreach (var (operation, name) in declaredRoots ?? NoRoots)
        {
            AddRoot(roots, operation, resolver.Find(Encoding.UTF8.GetBytes(name)));
        }

        foreach (var syntax in _table.Schema)
        {
            foreach (var root in ((SchemaDefinitionNode)syntax.Node).OperationTypes)
            {
                AddRoot(roots, root.Operation, resolver.Named(root.Type, syntax.Document));
            }
        }

        if (declaredRoots is null && !_table.HasSchemaDefinition)
        {
            AddRoot(roots, OperationType.Query, resolver.Find("Query"u8));
            AddRoot(roots, OperationType.Mutation, resolver.Find("Mutation"u8));
            AddRoot(roots, OperationType.Subscription, resolver.Find("Subscription"u8));
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

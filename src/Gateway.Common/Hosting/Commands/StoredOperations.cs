using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation;

namespace Gateway.Common.Hosting.Commands;

/// <summary>An operation in a folder of documents.</summary>
/// <param name="File">The document's file, relative to the folder.</param>
/// <param name="Name">The operation's name; null where it has none.</param>
/// <param name="Line">Where it starts, from 1.</param>
/// <param name="Document">It and the fragments that it reaches.</param>
internal sealed record StoredOperation(string File, string? Name, int Line, DocumentNode Document);

/// <summary>A stored operation that a change of the schema breaks.</summary>
/// <param name="Operation">Which.</param>
/// <param name="Changes">Breaking changes of what it uses.</param>
/// <param name="Errors">Why it is not valid any more; empty where it is, but means something else.</param>
internal sealed record BrokenStoredOperation(
    StoredOperation Operation, IReadOnlyList<SchemaChange> Changes, IReadOnlyList<ValidationError> Errors);

/// <summary>Reads stored operations, and finds those that a new schema breaks.</summary>
internal static class StoredOperations
{
    private static readonly ValidationOptions Validation = new() { ErrorsMax = 20, WorkMax = 10_000_000 };

    /// <summary>Every operation of every <c>*.graphql</c> file in the folder and below it.</summary>
    public static IReadOnlyList<StoredOperation> Read(string folder, List<SnapshotDiagnostic> diagnostics)
    {
        var operations = new List<StoredOperation>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.graphql", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Take(TrustedDocumentFolder.DocumentsMax))
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (SourceSchemaBuilder.Parse(File.ReadAllBytes(file), name, diagnostics) is { } document)
            {
                operations.AddRange(document.Definitions.OfType<OperationDefinitionNode>()
                    .Select(operation => OperationOf(name, document, operation)));
            }
        }

        return operations;
    }

    /// <summary>Those that are not valid for the new schema, or use what breaks.</summary>
    /// <remarks>What was not valid for the old one either is a warning: no change broke it.</remarks>
    public static IReadOnlyList<BrokenStoredOperation> FindBroken(
        IReadOnlyList<StoredOperation> operations,
        IReadOnlyList<SchemaChange> changes,
        GraphQLSchema before,
        GraphQLSchema after,
        List<SnapshotDiagnostic> diagnostics)
    {
        var broken = new List<BrokenStoredOperation>();
        foreach (var operation in operations)
        {
            if (DocumentValidator.Validate(before, operation.Document, Validation) is [var error, ..])
            {
                diagnostics.Add(new SnapshotDiagnostic(
                    false, error.Code, $"Not valid for the old schema: {error.Message}", operation.File,
                    error.Locations is [var place, ..] ? place.Line : operation.Line));
                continue;
            }

            var met = SchemaDiff.FindBrokenOperations(
                changes, before, new Dictionary<string, DocumentNode> { [operation.File] = operation.Document });
            var errors = DocumentValidator.Validate(after, operation.Document, Validation);
            if (met.Count > 0 || errors.Count > 0)
            {
                broken.Add(new BrokenStoredOperation(
                    operation, [.. met.SelectMany(static found => found.Changes)], errors));
            }
        }

        return broken;
    }

    private static StoredOperation OperationOf(string file, DocumentNode document, OperationDefinitionNode operation)
    {
        var fragments = document.Definitions.OfType<FragmentDefinitionNode>().ToLookup(static node => node.Name);
        var reached = new List<DefinitionNode> { WithoutEndpoint(operation) };
        var names = new HashSet<Name>();
        for (var index = 0; index < reached.Count; index++)
        {
            var set = (reached[index] as OperationDefinitionNode)?.SelectionSet
                ?? ((FragmentDefinitionNode)reached[index]).SelectionSet;
            foreach (var name in Spreads(set).Where(names.Add))
            {
                reached.AddRange(fragments[name]);
            }
        }

        return new StoredOperation(
            file,
            operation.Name?.Value,
            SourceLocation.Of(document.Source.Span, operation.Span.Start).Line,
            new DocumentNode(document.Source.ToArray(), [.. reached], document.Span));
    }

    /// <summary>What makes a REST endpoint of an operation is the gateway's own word, which no schema has.</summary>
    private static OperationDefinitionNode WithoutEndpoint(OperationDefinitionNode node) => new(
        node.Description,
        node.Operation,
        node.Name,
        [.. node.VariableDefinitions],
        [.. node.Directives.Where(static directive => !directive.Name.Is("endpoint"u8))],
        node.SelectionSet,
        node.IsShorthand,
        node.Span);

    private static IEnumerable<Name> Spreads(SelectionSetNode set) => set.Selections.SelectMany(static selection =>
        selection switch
        {
            FragmentSpreadNode spread => [spread.Name],
            InlineFragmentNode inline => Spreads(inline.SelectionSet),
            FieldNode { SelectionSet: { } below } => Spreads(below),
            _ => [],
        });
}

using Gateway.Common.Sources.Rest.Contracts;
using Gateway.Common.Sources.Rest.Import;

namespace Gateway.Common.Sources.Rest;

/// <summary>OpenAPI 3.0, 3.1 and Swagger 2.0 → a source schema bound to HTTP calls.</summary>
/// <remarks>
/// Shape: deterministic; types stand in the order in which operations use them. Nothing is fetched from a network.
/// Errors: as diagnostics; an error leaves no schema.
/// </remarks>
internal static class OpenApiImporter
{
    private static readonly string[] ReadMethods = ["GET", "HEAD"];

    public static ImportResult Import(ContractFile file, ImportOptions options)
    {
        var log = new ImportLog();
        try
        {
            var files = new ContractFiles(file, options, log);
            CheckVersion(files.Main.Root);
            var session = new ImportSession(files, log, options, Components(files.Main.Root));
            var sdl = Write(session, files.Main.Root);
            return new ImportResult(sdl, session.Log.Diagnostics);
        }
        catch (ContractException error)
        {
            // What was found before may be the cause.
            return new ImportResult(null, [error.Diagnostic, .. log.Diagnostics]);
        }
    }

    private static void CheckVersion(ContractNode root)
    {
        var version = (root.Find("openapi") ?? root.Find("swagger"))?.Text;
        if (version is null ? root.Find("paths") is null : !IsKnown(version))
        {
            throw new ContractException(
                version is null ? ContractCodes.Malformed : ContractCodes.UnsupportedVersion,
                version is null ? "This is no OpenAPI document." : $"OpenAPI {version} is not known; 2.0 and 3.x are.",
                root.Document.Path,
                root.Line);
        }
    }

    private static bool IsKnown(string version) =>
        version is "2.0" or "2" or "3" || version.StartsWith("3.", StringComparison.Ordinal);

    private static KeyValuePair<string, ContractNode>[] Components(ContractNode root) =>
        root.Find("components") is { } components ? components.Map("schemas") : root.Map("definitions");

    private static string Write(ImportSession session, ContractNode root)
    {
        var query = new SdlType(SdlKind.Object, "Query");
        var mutation = new SdlType(SdlKind.Object, "Mutation");
        var operations = new OperationReader(session.Files, session.Log).Read(root).ToArray();
        var queries = AddFields(
            session, query, operations.Where(static operation => ReadMethods.Contains(operation.Method)));
        var mutations = AddFields(
            session, mutation, operations.Where(static operation => !ReadMethods.Contains(operation.Method)));
        if (query.Members.Count + mutation.Members.Count == 0)
        {
            throw new ContractException(ContractCodes.NoOperations, Emptiness(root), root.Document.Path, root.Line);
        }

        InferredLookups.Apply(query, session.Catalog.Find);
        new LinkFields(session, [.. queries, .. mutations]).Add();
        InputCycles.Break(session.Catalog);
        var writer = new SdlWriter();
        SdlType[] roots = [.. new[] { query, mutation }.Where(static type => type.Members.Count > 0)];
        foreach (var type in ReachableTypes.Of(roots, session.Catalog))
        {
            writer.Write(type);
        }

        WriteDefinitions(writer, session.Catalog);
        return writer.ToString();
    }

    /// <summary>A source is what can be called: webhooks are calls of the other direction.</summary>
    private static string Emptiness(ContractNode root) => root.Map("webhooks") switch
    {
        [] => "The contract has no operation.",
        var found => $"The contract has no operation to call; its webhooks ({found.Length}) are calls to its users.",
    };

    private static List<(RestOperation Operation, SdlMember Field)> AddFields(
        ImportSession session, SdlType type, IEnumerable<RestOperation> operations)
    {
        var names = new NameScope();
        var writer = new FieldWriter(session);
        var fields = new List<(RestOperation Operation, SdlMember Field)>();
        foreach (var operation in operations)
        {
            var field = writer.Write(operation, names.Take(FieldWriter.PreferredName(operation)));
            fields.Add((operation, field));
            type.Members.Add(field);
        }

        return fields;
    }

    private static void WriteDefinitions(SdlWriter writer, TypeCatalog catalog)
    {
        foreach (var scalar in catalog.Scalars)
        {
            writer.Write(NamedScalars.Definition(scalar));
        }

        string[] definitions = [.. RestDirectives.Definitions, WireName.Definition, .. InferredLookups.Definitions];
        var written = Array.FindAll(definitions, definition => writer.Applies(definition.Split(' ', '(')[1]));
        foreach (var definition in written)
        {
            writer.Write(definition);
        }

        foreach (var scalar in InferredLookups.Scalars.Where(
            name => Array.Exists(written, definition => definition.Contains(name, StringComparison.Ordinal))))
        {
            writer.Write($"scalar {scalar}");
        }
    }
}

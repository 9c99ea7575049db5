using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Validation;

namespace Gateway.Common.Hosting.Commands;

/// <summary>
/// <c>plan --supergraph FILE --operation FILE [--explain]</c>: the plan as text or JSON, with the reasons if asked.
/// </summary>
internal static class PlanCommand
{
    public static int Run(CommandArguments arguments, CommandOutput output)
    {
        if (arguments["supergraph"] is not { } supergraphFile || arguments["operation"] is not { } operationFile)
        {
            return output.Fail("ARGUMENT_MISSING", "plan takes --supergraph FILE and --operation FILE.");
        }

        var (supergraph, found) = SupergraphBuilder.Build(new SnapshotSettings { SupergraphFile = supergraphFile });
        var diagnostics = found.ToList();
        if (supergraph is null || Load(operationFile, diagnostics) is not { } document)
        {
            return output.Fail(diagnostics);
        }

        var errors = DocumentValidator.Validate(supergraph.ApiSchema, document);
        if (errors.Count > 0)
        {
            return output.Fail([.. errors.Select(error => new SnapshotDiagnostic(
                true, error.Code, error.Message, operationFile, error.Locations is [var place, ..] ? place.Line : 0))]);
        }

        var name = arguments["name"];
        var operation = document.Definitions.OfType<OperationDefinitionNode>()
            .FirstOrDefault(candidate => name is null || candidate.Name?.Value == name);
        if (operation is null)
        {
            return output.Fail("OPERATION_UNKNOWN", "The document has no such operation.", operationFile);
        }

        try
        {
            var plan = new Planner(supergraph).Plan(document, operation, arguments.Has("explain"));
            output.Write(output.AsJson ? PlanJson.Print(plan) : PlanPrinter.Print(plan));
            return output.Report(diagnostics);
        }
        catch (PlanLimitException limit)
        {
            return output.Fail(PlanLimitException.Code, limit.Message, operationFile);
        }
        catch (PlanException unsatisfiable)
        {
            return output.Fail(PlanException.Code, unsatisfiable.Message, operationFile);
        }
    }

    private static DocumentNode? Load(string file, List<SnapshotDiagnostic> diagnostics)
    {
        if (ContractImport.Read(file) is { } text)
        {
            return SourceSchemaBuilder.Parse(text, file, diagnostics);
        }

        diagnostics.Add(
            new SnapshotDiagnostic(true, "OPERATION_UNREADABLE", "The file is absent or unreadable.", file));
        return null;
    }
}

using Gateway.Common.Sources.Soap.Import;

namespace Gateway.Common.Sources.Soap;

/// <summary>Makes a source schema of a WSDL 1.1 contract.</summary>
/// <remarks>
/// Shape: total on any bytes; a schema, or at least one error among the diagnostics. Deterministic.
/// Source: WSDL 1.1; XML Schema 1.0; WS-I Basic Profile 1.1.
/// </remarks>
internal static class WsdlImporter
{
    public static ImportResult Import(ContractFile file, ImportOptions options)
    {
        var diagnostics = new Diagnostics();
        try
        {
            var loader = new ContractLoader(file, options, diagnostics);
            var sdl = loader.Load() ? Write(loader.Components, options, diagnostics, file.Path) : null;
            return new ImportResult(diagnostics.HasErrors ? null : sdl, diagnostics.All);
        }
        catch (ImportLimitException limit)
        {
            diagnostics.Error(ImportDiagnosticCodes.TooLarge, limit.Message, limit.At);
            return new ImportResult(null, diagnostics.All);
        }
    }

    private static string? Write(
        ContractComponents components, ImportOptions options, Diagnostics diagnostics, string path)
    {
        var operations = new OperationReader(components, diagnostics).Read();
        if (operations.Count == 0)
        {
            if (!diagnostics.HasErrors)
            {
                diagnostics.Error(
                    ImportDiagnosticCodes.NoOperations, "No operation is bound to SOAP 1.1 or 1.2.", path);
            }

            return null;
        }

        return new SchemaWriter(components, options, diagnostics).Write(operations);
    }
}

namespace Gateway.Common.Sources.Grpc;

/// <summary>The contract cannot be imported.</summary>
/// <param name="line">From 1; 0 where unknown.</param>
/// <param name="column">From 1; 0 where unknown.</param>
internal sealed class GrpcImportException(
    string code, string message, string? file = null, int line = 0, string? path = null, int column = 0)
    : Exception(message)
{
    public ImportDiagnostic ToDiagnostic(string contract) =>
        new(true, code, Message, file ?? contract, line, path) { Column = column };
}

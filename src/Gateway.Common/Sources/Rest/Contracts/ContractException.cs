namespace Gateway.Common.Sources.Rest.Contracts;

/// <summary>A contract that cannot be read any further, and why.</summary>
internal sealed class ContractException(string code, string message, string file, int line)
    : Exception($"{file}:{line} {message}")
{
    public ImportDiagnostic Diagnostic { get; } = new(IsError: true, code, message, file, line);
}

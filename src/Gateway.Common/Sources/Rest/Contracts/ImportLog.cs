namespace Gateway.Common.Sources.Rest.Contracts;

/// <summary>What an import found worth saying, each once.</summary>
internal sealed class ImportLog
{
    /// <summary>Further ones are counted, not kept.</summary>
    private const int DiagnosticsMax = 1_000;

    private readonly HashSet<ImportDiagnostic> _diagnostics = [];

    public IReadOnlyList<ImportDiagnostic> Diagnostics =>
        [.. _diagnostics.OrderByDescending(static diagnostic => diagnostic.IsError)];

    public void Warn(string code, string message, ContractNode at, string? path = null) =>
        Add(new ImportDiagnostic(IsError: false, code, message, at.Document.Path, at.Line, path));

    public void Add(ImportDiagnostic diagnostic)
    {
        if (_diagnostics.Count < DiagnosticsMax)
        {
            _diagnostics.Add(diagnostic);
        }
    }
}

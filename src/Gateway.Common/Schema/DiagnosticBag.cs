namespace Gateway.Common.Schema;

/// <summary>Gathers diagnostics up to a bound.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>Faults kept; later ones would only repeat the same mistake.</summary>
    public const int DiagnosticsMax = 1_000;

    private readonly List<SchemaDiagnostic> _diagnostics = [];

    public IReadOnlyList<SchemaDiagnostic> Diagnostics => _diagnostics;

    public bool IsEmpty => _diagnostics.Count == 0;

    public void Add(string code, string message, params ReadOnlySpan<SchemaLocation?> locations)
    {
        if (_diagnostics.Count >= DiagnosticsMax)
        {
            return;
        }

        var known = new List<SchemaLocation>(locations.Length);
        foreach (var location in locations)
        {
            if (location is { } found)
            {
                known.Add(found);
            }
        }

        _diagnostics.Add(new SchemaDiagnostic(code, message, known));
    }

    public void AddRange(IEnumerable<SchemaDiagnostic> diagnostics) =>
        _diagnostics.AddRange(diagnostics.Take(DiagnosticsMax - _diagnostics.Count));
}

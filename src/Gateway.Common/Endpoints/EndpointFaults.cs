using Gateway.Common.Language;

namespace Gateway.Common.Endpoints;

/// <summary>Collects the faults of one document.</summary>
internal sealed class EndpointFaults(string file, ReadOnlyMemory<byte> source, List<EndpointDiagnostic> found)
{
    public int Count => found.Count;

    /// <summary>The operation that is being read, for messages.</summary>
    public string? Operation { get; set; }

    public void Add(string code, SyntaxNode at, string message)
    {
        var place = SourceLocation.Of(source.Span, at.Span.Start);
        Add(code, place.Line, place.Column, message);
    }

    public void Add(string code, int line, int column, string message) =>
        found.Add(new EndpointDiagnostic(code, message, file, Operation, line, column));
}

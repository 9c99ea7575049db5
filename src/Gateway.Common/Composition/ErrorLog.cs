using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition;

/// <summary>Gathers what is wrong, so that one run reports all of it.</summary>
internal sealed class ErrorLog
{
    private readonly List<CompositionError> _errors = [];

    public IReadOnlyList<CompositionError> Errors => _errors;

    public bool HasErrors => _errors.Exists(error => error.IsError);

    public void Add(CompositionError error) => _errors.Add(error);

    /// <summary>A fault that several sources make together.</summary>
    public void Add(string code, string coordinate, string message) =>
        _errors.Add(new CompositionError(code, message, Coordinate: coordinate));

    /// <summary>A fault of one source, at the place where it was written.</summary>
    public void Add(string code, SourceFacts source, string coordinate, string message, SyntaxReference? at) =>
        Add(code, source.Name, coordinate, message, at);

    public void Add(string code, string source, string coordinate, string message, SyntaxReference? at)
    {
        var place = at is { Node: not null } syntax
            ? SourceLocation.Of(syntax.Document.Source.Span, syntax.Node.Span.Start)
            : default;
        _errors.Add(new CompositionError(
            code, message, Source: source, Coordinate: coordinate, Line: place.Line, Column: place.Column));
    }

    /// <summary>What does not keep sources from composing, but may not be meant.</summary>
    public void AddWarning(
        string code, SourceFacts source, string coordinate, string message, SyntaxReference? at)
    {
        Add(code, source, coordinate, message, at);
        _errors[^1] = _errors[^1] with { IsError = false };
    }

    public void Add(string code, SourceFacts source, NamedType type, string message) =>
        Add(code, source, type.Name, message, type.Syntax is [var first, ..] ? first : null);

    public void Add(string code, SourceFacts source, FieldDefinition field, string message) =>
        Add(code, source, field.Coordinate, message, field.Syntax);

    public CompositionResult Result(Supergraph? supergraph) => new(HasErrors ? null : supergraph, _errors);
}

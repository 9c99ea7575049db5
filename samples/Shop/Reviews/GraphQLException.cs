using Gateway.Common.Language;

namespace Shop.Reviews;

/// <summary>An error as GraphQL answers tell it (GraphQL §7.1.2).</summary>
internal sealed class GraphQLException(string message, SourceLocation? location = null) : Exception(message)
{
    public SourceLocation? Location { get; } = location;

    public static GraphQLException At(DocumentNode document, SyntaxNode node, string message) =>
        new(message, SourceLocation.Of(document.Source.Span, node.Span.Start));

    public Dictionary<string, object?> ToBody(IReadOnlyList<object>? path = null)
    {
        var body = new Dictionary<string, object?> { ["message"] = Message };
        if (Location is { } at) body["locations"] = new[] { new { line = at.Line, column = at.Column } };
        if (path is not null) body["path"] = path;
        return body;
    }
}

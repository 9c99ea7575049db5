using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>One fault of a type system.</summary>
/// <param name="Code">A member of <see cref="SchemaErrorCodes"/>.</param>
/// <param name="Message">Names the coordinate at fault.</param>
/// <param name="Locations">Where it was written; empty for what was made by code.</param>
public sealed record SchemaDiagnostic(string Code, string Message, IReadOnlyList<SchemaLocation> Locations)
{
    public override string ToString() =>
        Locations.Count == 0 ? $"{Code}: {Message}" : $"{Code}: {Message} ({string.Join(", ", Locations)})";
}

/// <summary>A point in a document.</summary>
/// <remarks>Units: <paramref name="Offset"/> in bytes.</remarks>
public readonly record struct SchemaLocation(DocumentNode Document, int Offset)
{
    /// <summary>Found on demand: O(offset).</summary>
    public SourceLocation Location => SourceLocation.Of(Document.Source.Span, Offset);

    public override string ToString() => $"{Location.Line}:{Location.Column}";
}

using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>A node and the document that it stands in.</summary>
public readonly record struct SyntaxReference(DocumentNode Document, SyntaxNode Node);

namespace Gateway.Common.Language;

/// <summary>What stands before a definition's first word.</summary>
/// <param name="Mark">Index of the definition's mark, which is completed once its kind is known.</param>
/// <param name="Start">Byte offset where the definition starts.</param>
/// <param name="Parts">Whether a description or <c>extend</c> stands there.</param>
internal readonly record struct DefinitionHeader(int Mark, int Start, DefinitionParts Parts);

namespace Gateway.Common.Language;

/// <summary>What stands before a type system definition's keyword.</summary>
/// <param name="Description">Null where there is none, and always on an extension.</param>
/// <param name="IsExtension">Whether <c>extend</c> stood first.</param>
/// <param name="Start">Byte offset where the definition starts.</param>
internal readonly record struct DefinitionHeader(StringValueNode? Description, bool IsExtension, int Start);

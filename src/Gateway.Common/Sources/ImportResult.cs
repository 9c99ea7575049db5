namespace Gateway.Common.Sources;

/// <summary>What an importer made of a contract.</summary>
/// <param name="Sdl">The source schema with its binding directives and their definitions; null when the contract is
/// unsound.</param>
/// <param name="Diagnostics">All that was found, worst first; warnings name what was left out and why.</param>
internal sealed record ImportResult(string? Sdl, IReadOnlyList<ImportDiagnostic> Diagnostics);

/// <param name="IsError">An error leaves no schema.</param>
/// <param name="Code">SCREAMING_SNAKE, from the importer's closed set.</param>
/// <param name="Message">What is wrong and a way out.</param>
/// <param name="File">As given, relative where possible.</param>
/// <param name="Line">From 1; 0 where unknown.</param>
/// <param name="Path">JSON pointer, XPath-like or symbol path of the place in the contract.</param>
internal sealed record ImportDiagnostic(
    bool IsError, string Code, string Message, string File, int Line = 0, string? Path = null)
{
    /// <summary>From 1; 0 where unknown.</summary>
    public int Column { get; init; }
}

namespace Gateway.Common.Results;

/// <summary>Why a value is null, as a client may read it.</summary>
/// <param name="Code">From the closed set of codes.</param>
/// <param name="Message">Safe for a client: never what a backend said.</param>
/// <param name="Source">The source's name, for the log.</param>
/// <param name="Detail">For the log only.</param>
/// <param name="Extensions">Members for the error's <c>extensions</c> as JSON without braces, or null.</param>
internal sealed record ResultError(
    string Code, string Message, string? Source = null, string? Detail = null, byte[]? Extensions = null);

namespace Gateway.Common.Results;

/// <summary>Why a value is null, as a client may read it.</summary>
/// <param name="Code">From the closed set of codes.</param>
/// <param name="Message">Safe for a client: never what a backend said.</param>
/// <param name="Source">The source's name, for the log.</param>
/// <param name="Detail">For the log only.</param>
/// <param name="Extensions">Members for the error's <c>extensions</c> as JSON without braces, or null.</param>
internal sealed record ResultError(
    string Code, string Message, string? Source = null, string? Detail = null, byte[]? Extensions = null)
{
    /// <summary>From the null that it explains to the place where it happened; empty where that is the null.</summary>
    public ErrorStep[] Below { get; init; } = [];

    /// <summary>
    /// Whether it took the whole object: every field that was lost has it, and <see cref="Below"/> starts at the
    /// object.
    /// </summary>
    public bool IsOfObject { get; init; }

    public bool HasPlace => IsOfObject || Below.Length > 0;

    /// <summary>The same error as the reason of something that stands elsewhere.</summary>
    public ResultError Elsewhere => this with { Below = [], IsOfObject = false };
}

/// <summary>A step to a field's value, or to an element of a list.</summary>
/// <param name="Key">The field's slot key; null for an element.</param>
/// <param name="Index">The element's.</param>
/// <param name="Types">The object types for which the field was asked for, by their index.</param>
internal readonly record struct ErrorStep(string? Key, int Index, IReadOnlyList<int> Types)
{
    /// <summary>A step to an element.</summary>
    public ErrorStep(int index)
        : this(null, index, [])
    {
    }
}

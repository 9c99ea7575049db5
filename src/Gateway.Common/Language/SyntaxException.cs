namespace Gateway.Common.Language;

/// <summary>Why a document cannot be read, and where.</summary>
/// <remarks>
/// Units: <see cref="Offset"/> in bytes; <see cref="Line"/> and <see cref="Column"/> from 1, columns in UTF-16
/// units.
/// </remarks>
public sealed class SyntaxException(string code, string message, int offset, int line, int column) : Exception(message)
{
    /// <summary><c>GRAPHQL_PARSE_FAILED</c>, or the code of the limit that was passed.</summary>
    public string Code { get; } = code;

    public int Offset { get; } = offset;

    public int Line { get; } = line;

    public int Column { get; } = column;
}

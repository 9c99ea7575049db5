namespace Gateway.Common.Composition.Joining;

/// <summary>A join directive says what cannot be read.</summary>
/// <param name="coordinate">What it stands on.</param>
/// <param name="message">What is wrong there.</param>
internal sealed class JoinException(string coordinate, string message) : Exception(message)
{
    public string Coordinate { get; } = coordinate;
}

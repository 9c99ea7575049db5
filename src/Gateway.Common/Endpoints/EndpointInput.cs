namespace Gateway.Common.Endpoints;

/// <summary>What a request gives to an endpoint, as text and bytes.</summary>
/// <param name="PathValues">Decoded, in the template's order.</param>
/// <param name="Query">Decoded names and values, in the order given.</param>
/// <param name="Body">As sent; empty for none.</param>
internal readonly record struct EndpointInput(
    string[] PathValues, IReadOnlyList<QueryParameter> Query, ReadOnlyMemory<byte> Body)
{
    /// <summary>Parameters in one query string.</summary>
    public const int QueryParametersMax = 128;
}

internal readonly record struct QueryParameter(string Name, string Value);

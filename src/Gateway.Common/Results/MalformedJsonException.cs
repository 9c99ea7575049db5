namespace Gateway.Common.Results;

/// <summary>A source's answer is not JSON, or not of the shape that it was asked for.</summary>
internal sealed class MalformedJsonException(int offset)
    : Exception($"Not the JSON that was asked for, at byte {offset}.")
{
    public int Offset { get; } = offset;
}

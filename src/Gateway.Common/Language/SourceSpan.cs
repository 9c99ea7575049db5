namespace Gateway.Common.Language;

/// <summary>A half-open range of byte offsets in the source.</summary>
public readonly record struct SourceSpan(int Start, int End)
{
    public int Length => End - Start;
}

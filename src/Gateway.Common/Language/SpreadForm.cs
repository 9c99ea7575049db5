namespace Gateway.Common.Language;

/// <summary>What the mark of three dots says follows them.</summary>
internal static class SpreadForm
{
    public const int Fragment = 0;
    public const int Inline = 1;
    public const int Conditional = 2;
}

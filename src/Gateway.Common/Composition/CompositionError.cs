namespace Gateway.Common.Composition;

/// <summary>One reason why sources do not compose, or a warning about how they do.</summary>
/// <param name="Code">SCREAMING_SNAKE; the specification's own where it names one.</param>
/// <param name="Message">What is wrong and a way out.</param>
/// <param name="IsError">False for warnings.</param>
/// <param name="Source">The source's name; null when it is about several.</param>
/// <param name="Coordinate">Schema coordinate such as <c>Product.price(currency:)</c>.</param>
/// <param name="Line">In the source's SDL, from 1; 0 where unknown.</param>
/// <param name="Column">From 1.</param>
internal sealed record CompositionError(
    string Code,
    string Message,
    bool IsError = true,
    string? Source = null,
    string? Coordinate = null,
    int Line = 0,
    int Column = 0);

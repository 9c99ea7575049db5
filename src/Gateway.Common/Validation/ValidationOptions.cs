namespace Gateway.Common.Validation;

/// <summary>How much validation reports and may cost.</summary>
public sealed record ValidationOptions
{
    public static ValidationOptions Default { get; } = new();

    /// <summary>Errors after which validation stops. Default 5, at least 1.</summary>
    public int ErrorsMax { get; init; } = 5;

    /// <summary>
    /// Units of work (a field, spread, value or comparison each) after which the document is refused. Default 250,000,
    /// some milliseconds; a query of 2,000 tokens takes about as many units as it has tokens.
    /// </summary>
    public int WorkMax { get; init; } = 250_000;

    /// <summary>Whether messages name what may have been meant. Default false: suggestions reveal the schema.</summary>
    public bool Suggestions { get; init; }

    /// <summary>Whether <c>__schema</c> and <c>__type</c> may be asked for. Default true.</summary>
    public bool Introspection { get; init; } = true;

    /// <summary>
    /// Names of the only rules to run, such as <c>FieldsOnCorrectType</c>; null for all. Default null.
    /// </summary>
    public IReadOnlyCollection<string>? Rules { get; init; }
}

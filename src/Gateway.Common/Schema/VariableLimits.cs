namespace Gateway.Common.Schema;

/// <summary>What the variables of one request may cost before they are refused.</summary>
public sealed record VariableLimits
{
    public static VariableLimits Default { get; } = new();

    /// <summary>Nesting of lists and objects in one variable's value. From 1 to 64, default 20.</summary>
    public int DepthMax { get; init; } = 20;

    /// <summary>Bytes of the <c>variables</c> object as sent. Default 64 KiB.</summary>
    public int BytesMax { get; init; } = 64 * 1024;

    /// <summary>Bytes of all coerced values: defaults of input fields can make them many. Default 1 MiB.</summary>
    public int CoercedBytesMax { get; init; } = 1024 * 1024;

    /// <summary>Errors reported before coercion stops. Default 5.</summary>
    public int ErrorsMax { get; init; } = 5;
}

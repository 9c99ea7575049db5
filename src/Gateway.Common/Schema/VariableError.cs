namespace Gateway.Common.Schema;

/// <summary>Why a request's variables are refused.</summary>
/// <param name="Code">One of the constants here.</param>
/// <param name="Variable">Null where the <c>variables</c> object as a whole is at fault.</param>
/// <param name="Path">The place in the value, such as <c>$order.lines[0].sku</c>; empty for the whole.</param>
/// <param name="Message">Names the place and the type; never repeats the value, which may be a secret.</param>
public sealed record VariableError(string Code, VariableDefinition? Variable, string Path, string Message)
{
    /// <summary>A value does not fit its type.</summary>
    public const string VariableInvalid = "VARIABLE_INVALID";

    /// <summary>The <c>variables</c> are not a JSON object.</summary>
    public const string VariablesMalformed = "VARIABLES_MALFORMED";

    /// <summary>Past <see cref="VariableLimits.BytesMax"/> or <see cref="VariableLimits.CoercedBytesMax"/>.</summary>
    public const string VariablesTooLarge = "VARIABLES_TOO_LARGE";

    /// <summary>Past <see cref="VariableLimits.DepthMax"/>.</summary>
    public const string VariablesTooDeep = "VARIABLES_TOO_DEEP";
}

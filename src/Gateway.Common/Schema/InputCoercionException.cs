namespace Gateway.Common.Schema;

/// <summary>A literal that does not fit its type, or needs a variable that has no value.</summary>
public sealed class InputCoercionException(string message) : Exception(message)
{
    public const string Code = "ARGUMENT_INVALID";
}

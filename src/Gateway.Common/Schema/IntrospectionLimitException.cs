namespace Gateway.Common.Schema;

/// <summary>An introspection whose answer would be out of all proportion.</summary>
public sealed class IntrospectionLimitException(string message) : Exception(message)
{
    public const string Code = "INTROSPECTION_TOO_DEEP";
}

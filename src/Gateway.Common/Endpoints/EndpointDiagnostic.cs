namespace Gateway.Common.Endpoints;

/// <summary>One fault of an endpoint's document, found at start.</summary>
/// <param name="Code">One of the constants here, or of what the pipeline found wrong with the operation.</param>
/// <param name="File">The document's name.</param>
/// <param name="Operation">Its operation's name; null where it has none.</param>
/// <param name="Line">From 1; 0 where the whole file is meant.</param>
/// <param name="Column">From 1; 0 where the whole file is meant.</param>
internal sealed record EndpointDiagnostic(
    string Code, string Message, string File, string? Operation, int Line, int Column)
{
    public const string DirectiveInvalid = "ENDPOINT_DIRECTIVE_INVALID";
    public const string OperationInvalid = "ENDPOINT_OPERATION_INVALID";
    public const string PathInvalid = "ENDPOINT_PATH_INVALID";
    public const string PathVariableUnknown = "ENDPOINT_PATH_VARIABLE_UNKNOWN";
    public const string ParameterTypeInvalid = "ENDPOINT_PARAMETER_TYPE_INVALID";
    public const string BodyInvalid = "ENDPOINT_BODY_INVALID";
    public const string Duplicate = "ENDPOINT_DUPLICATE";
    public const string TooMany = "ENDPOINT_LIMIT_EXCEEDED";

    public override string ToString() => Line == 0
        ? $"{File}: {Code}: {Message}"
        : $"{File}({Line},{Column}): {Code}: {(Operation is null ? "" : $"{Operation}: ")}{Message}";
}

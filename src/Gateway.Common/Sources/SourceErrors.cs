using Gateway.Common.Policies.Resilience;
using Gateway.Common.Results;

namespace Gateway.Common.Sources;

/// <summary>Errors of sources as clients may read them.</summary>
internal static class SourceErrors
{
    public static ResultError Of(string source, SourceFailure failure) => new(
        failure.Code,
        failure.Kind switch
        {
            SourceFailureKind.Timeout => "A source did not answer in time.",
            SourceFailureKind.InvalidResponse => "A source answered with what its contract does not allow.",
            SourceFailureKind.Overloaded or SourceFailureKind.CircuitOpen => "A source is left alone for now.",
            SourceFailureKind.Cancelled => "The request was given up.",
            _ => "A source cannot be reached.",
        },
        source,
        failure.Detail,
        failure.Extensions);

    public static ResultError Invalid(string source, string detail) => new(
        SourceErrorCodes.InvalidResponse, "A source answered with what its contract does not allow.", source, detail);

    public static ResultError NoCaller(string source, string detail) => new(
        "UNAUTHENTICATED", "This needs a signed-in caller.", source, detail);

    public static ResultError TooMany(string source) => new(
        SourceErrorCodes.ResponseTooLarge, "More entities than one fetch may ask for.", source);

    public static ResultError Failed(string source, string? detail) => new(
        SourceErrorCodes.Failed, "A source reported an error.", source, detail);
}

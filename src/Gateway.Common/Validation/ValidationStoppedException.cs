namespace Gateway.Common.Validation;

/// <summary>Ends a validation that has found enough, or cost enough; never leaves the module.</summary>
internal sealed class ValidationStoppedException : Exception;

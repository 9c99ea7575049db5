namespace Gateway.Common.Results;

/// <summary>A response grew past a bound of <see cref="ResultStore"/>.</summary>
internal sealed class ResultLimitException(string message) : Exception(message);

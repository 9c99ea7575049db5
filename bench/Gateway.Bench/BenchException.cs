namespace Gateway.Bench;

/// <summary>A run that cannot be believed: an answer is wrong, a process did not start.</summary>
internal sealed class BenchException(string message) : Exception(message);

namespace Shop.Orchestration;

/// <summary>The shop cannot start; the message is for the person who started it.</summary>
internal sealed class StartException(string message) : Exception(message);

namespace Gateway.Common.Primitives;

/// <summary>Whether what follows a socket's readiness runs on the thread that noticed it.</summary>
internal static class SocketThreads
{
    /// <summary>
    /// The runtime's own name for it. Each core has one such thread then. It is read once, when the process opens its
    /// first socket.
    /// </summary>
    public const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Somebody said that this host's own code blocks threads.</summary>
    public static bool MayBeBlocked { get; } = Environment.GetEnvironmentVariable(Variable) == "0";
}

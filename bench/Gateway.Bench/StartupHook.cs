using Gateway.Bench.Processes;

/// <summary>What the runtime calls in a process that is told to load this assembly first.</summary>
/// <remarks>Its name and place are the runtime's: no namespace, and a method without arguments.</remarks>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(ManagedMemory.Variable) is { } file)
        {
            // Not for the processes that this one may start.
            Environment.SetEnvironmentVariable(ManagedMemory.Variable, null);
            Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
            ManagedMemory.Serve(file);
        }
    }
}

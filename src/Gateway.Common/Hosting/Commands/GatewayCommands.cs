using Gateway.Common.Hosting.Snapshots;

namespace Gateway.Common.Hosting.Commands;

/// <summary>What a host does when it is given a command instead of being started.</summary>
/// <remarks>
/// Exit code 0, or 1 with diagnostics on standard error; <c>--format json</c> makes them one JSON
/// array.
/// </remarks>
internal static class GatewayCommands
{
    public const string Usage = """
        schema import FILE [--kind GraphQL|OpenApi|Wsdl|Protobuf] [--folder FOLDER] [--name N] [--overlay FILE]
        schema import grpc[s]://HOST:PORT [--descriptors FILE] [--name N] [--overlay FILE]
            [--authorities FILE] [--client-certificate FILE [--client-key FILE]]
        schema compose NAME=FILE[@URL]… [--output FILE]
        schema print [--api]
        schema diff OLD NEW [--operations FOLDER] [--format json]
        plan --supergraph FILE --operation FILE [--format json]
        config check
        keys create --client NAME [--scopes A,B] [--claims NAME=VALUE,…] [--not-after TIME] [--format json]
        """;

    /// <param name="args">The host's arguments.</param>
    /// <param name="host">What the host's own settings give; asked for by <c>schema print</c>, <c>config check</c>
    /// and <c>keys create</c> only.</param>
    /// <returns>The exit code; null when the arguments are no command, so that the host starts.</returns>
    public static async Task<int?> TryRunAsync(string[] args, IHostCommands host)
    {
        if (args is not ["schema" or "plan" or "config" or "keys", ..])
        {
            return null;
        }

        var output = new CommandOutput(Console.Out, Console.Error, args.Contains("--format") && args.Contains("json"));
        var asking = args switch
        {
            _ when SchemaReflectCommand.IsMeant(args) => SchemaReflectCommand.RunAsync(
                CommandArguments.Parse(args.AsSpan(2)), output, CancellationToken.None),
            ["schema", "print", ..] => host.PrintSchemaAsync(CommandArguments.Parse(args.AsSpan(2)), output),
            ["config", "check", ..] => host.CheckConfigurationAsync(CommandArguments.Parse(args.AsSpan(2)), output),
            _ => null,
        };
        return asking is null ? Run(args, host, output) : await asking.ConfigureAwait(false);
    }

    private static int Run(string[] args, IHostCommands host, CommandOutput output) =>
        args switch
        {
            ["schema", "import", ..] => SchemaImportCommand.Run(CommandArguments.Parse(args.AsSpan(2)), output),
            ["schema", "compose", ..] => SchemaComposeCommand.Run(CommandArguments.Parse(args.AsSpan(2)), output),
            ["schema", "diff", ..] => SchemaDiffCommand.Run(CommandArguments.Parse(args.AsSpan(2)), output),
            ["plan", ..] => PlanCommand.Run(CommandArguments.Parse(args.AsSpan(1)), output),
            ["keys", "create", ..] => host.CreateKey(CommandArguments.Parse(args.AsSpan(2)), output),
            _ => output.Fail([new SnapshotDiagnostic(true, "COMMAND_UNKNOWN", $"Known:\n{Usage}")]),
        };
}

/// <summary>Commands that need the host's own settings.</summary>
internal interface IHostCommands
{
    Task<int> PrintSchemaAsync(CommandArguments arguments, CommandOutput output);

    Task<int> CheckConfigurationAsync(CommandArguments arguments, CommandOutput output);

    int CreateKey(CommandArguments arguments, CommandOutput output);
}

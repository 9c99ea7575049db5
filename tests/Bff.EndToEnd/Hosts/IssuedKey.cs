using System.Text.Json;
using Gateway.Common.Hosting.Commands;
using Microsoft.Extensions.Configuration;

namespace Bff.EndToEnd.Hosts;

/// <summary>An API key as an operator makes it: by <c>keys create</c>.</summary>
internal sealed record IssuedKey(string Text, IReadOnlyList<(string Key, string Value)> Settings)
{
    /// <param name="hostSettings">Of the host that shall take it.</param>
    /// <param name="arguments">Of the command.</param>
    public static IssuedKey Create(IEnumerable<(string Key, string Value)> hostSettings, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(hostSettings.Select(
                static pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        var exit = KeysCreateCommand.Run(
            CommandArguments.Parse(arguments), configuration, TimeProvider.System,
            new CommandOutput(output, error, asJson: true));
        Assert.Equal((0, ""), (exit, error.ToString()));
        var json = JsonElement.Parse(output.ToString());
        return new IssuedKey(
            json.GetProperty("key").GetString()!,
            [.. json.GetProperty("settings").EnumerateObject()
                .Select(static member => (member.Name, member.Value.GetString()!))]);
    }
}

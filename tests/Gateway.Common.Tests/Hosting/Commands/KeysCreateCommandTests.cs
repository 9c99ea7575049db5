using System.Text.RegularExpressions;
using Gateway.Common.Hosting.Commands;
using Gateway.Common.Policies.Identity;
using Gateway.Testing;
using Microsoft.Extensions.Configuration;

namespace Gateway.Common.Tests.Hosting.Commands;

/// <summary>What an operator is shown who makes an API key.</summary>
public sealed class KeysCreateCommandTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Hosting/Commands/Files";
    private const string KeyPattern = "bff_[a-z0-9]{16}_[A-Za-z0-9_-]{43}_[0-9a-f]{8}";
    private const string Pepper = "a pepper of thirty-two bytes or more";

    /// <summary>Ids, secrets and hashes are random, so the snapshot has their form.</summary>
    [Theory]
    [InlineData("keys-create", "--client acme")]
    [InlineData("keys-create-all",
        "--client acme --scopes orders,invoices --claims customers=c1,customers=c2,region=eu "
        + "--not-after 2030-12-31T23:00:00+01:00")]
    [InlineData("keys-create-json", "--client acme --scopes orders --format json")]
    [InlineData("keys-create-no-client", "--scopes orders")]
    [InlineData("keys-create-misspelt", "--client acme --notafter 2030-12-31")]
    [InlineData("keys-create-word", "--client acme orders")]
    [InlineData("keys-create-past", "--client acme --not-after 2001-01-01")]
    [InlineData("keys-create-no-time", "--client acme --not-after soon")]
    [InlineData("keys-create-no-claim", "--client acme --claims customers")]
    public void The_command_prints_as_reviewed(string name, string arguments)
    {
        var text = Regex.Replace(Run(arguments, ("Gateway:ApiKeys:Pepper", Pepper)), KeyPattern, "KEY");
        text = Regex.Replace(text, "(Id(?:=|\":\"))[a-z0-9]{16}", "$1ID");
        Snapshot.Match(Regex.Replace(text, "(Hash(?:=|\":\"))[A-Za-z0-9_-]{43}", "$1HASH"), $"{Folder}/{name}.snap");
    }

    [Fact]
    public void What_is_to_be_stored_lets_the_key_in()
    {
        var printed = Run("--client acme --scopes orders --claims customers=c1", ("Gateway:ApiKeys:Pepper", Pepper));
        var key = Regex.Match(printed, KeyPattern).Value;
        string Stored(string name) => Regex.Match(printed, $"Gateway:ApiKeys:Keys:0:{name}=(.*)").Groups[1].Value;

        var store = new ApiKeyStore(
            new ApiKeyOptions
            {
                Pepper = Pepper,
                Keys = [new() { Id = Stored("Id"), Hash = Stored("Hash"), Client = Stored("Client") }],
            },
            TimeProvider.System);

        Assert.Equal("acme", store.Verify(key).Identity?.ClientId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("short")]
    public void Without_a_pepper_the_missing_setting_is_named(string? pepper)
    {
        var printed = Run("--client acme", ("Gateway:ApiKeys:Pepper", pepper));

        Assert.StartsWith("exit 1\n--- error\n", printed, StringComparison.Ordinal);
        Assert.Contains("SETTING_INVALID", printed, StringComparison.Ordinal);
        Assert.Contains("Gateway:ApiKeys:Pepper", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void The_entry_stands_after_the_hosts_own()
    {
        var printed = Run(
            "--client acme",
            ("Gateway:ApiKeys:Pepper", Pepper), ("Gateway:ApiKeys:Keys:0:Id", "a"), ("Gateway:ApiKeys:Keys:7:Id", "b"));

        Assert.Contains("Gateway:ApiKeys:Keys:8:Id=", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys create --client acme --Gateway:ApiKeys:Pepper=p", "--Gateway:ApiKeys:Pepper=p")]
    [InlineData("schema print --api --Gateway:Access Open", "--Gateway:Access Open")]
    [InlineData("schema import a.yaml --name N --environment Development", "--environment Development")]
    [InlineData("config check --format json --urls=http://a:1", "--urls=http://a:1")]
    [InlineData("keys create --client acme --not-after 2030-01-01T00:00:00Z --scopes a", "")]
    public void A_commands_settings_are_told_from_its_options(string command, string settings) =>
        Assert.Equal(settings, string.Join(' ', SettingArguments.Among(command.Split(' '))));

    /// <summary>Exit code, standard output and standard error.</summary>
    private static string Run(string arguments, params (string Key, string? Value)[] settings)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(static pair => KeyValuePair.Create(pair.Key, pair.Value)))
            .Build();
        var to = new CommandOutput(output, error, arguments.Contains("json", StringComparison.Ordinal));
        var exit = KeysCreateCommand.Run(
            CommandArguments.Parse(arguments.Split(' ')), configuration, TimeProvider.System, to);
        return $"exit {exit}\n{output}--- error\n{error}";
    }
}

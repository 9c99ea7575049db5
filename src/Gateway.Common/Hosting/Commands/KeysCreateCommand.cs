using System.Globalization;
using Gateway.Common.Configuration;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Policies.Identity;
using Microsoft.Extensions.Configuration;

namespace Gateway.Common.Hosting.Commands;

/// <summary><c>keys create</c>: an API key, shown once, and the settings that let it in.</summary>
/// <remarks>
/// The key's text is nowhere but on standard output; what is to be stored holds its keyed hash under the host's own
/// pepper. An option that is not known is refused: a misspelt <c>--not-after</c> would make a key without an end.
/// </remarks>
internal static class KeysCreateCommand
{
    private const string ArgumentMissing = "ARGUMENT_MISSING";
    private const string ArgumentInvalid = "ARGUMENT_INVALID";
    private const string Section = $"{GatewayOptions.Section}:{nameof(GatewayOptions.ApiKeys)}";

    public static int Run(
        CommandArguments arguments, IConfiguration configuration, TimeProvider time, CommandOutput output)
    {
        if (arguments["client"] is not { Length: > 0 } client || string.IsNullOrWhiteSpace(client))
        {
            return output.Fail(ArgumentMissing, "keys create takes --client NAME.");
        }

        if (arguments.Positional is [var word, ..])
        {
            return output.Fail(ArgumentInvalid, $"'{word}' is no option of keys create.");
        }

        if (arguments.FindUnknown("client", "scopes", "claims", "not-after", "format") is { } unknown)
        {
            return output.Fail(ArgumentInvalid, $"--{unknown} is no option of keys create.");
        }

        var template = new ApiKeyEntryOptions { Client = client, Scopes = Items(arguments["scopes"]) };
        if (ReadEnd(arguments["not-after"], time, ref template) is { } endProblem)
        {
            return output.Fail(ArgumentInvalid, endProblem);
        }

        if (ReadClaims(arguments["claims"], ref template) is { } claimsProblem)
        {
            return output.Fail(ArgumentInvalid, claimsProblem);
        }

        var options = new ApiKeyOptions { Pepper = configuration[$"{Section}:Pepper"] ?? "" };
        if (options.Validate(Section) is [var problem, ..])
        {
            return output.Fail([new SnapshotDiagnostic(
                true, "SETTING_INVALID", $"{problem.Message} ({problem.Fix})", Path: problem.Path)]);
        }

        var (key, entry) = new ApiKeyStore(options, time).Create(template);
        Write(key, Settings(entry, NextIndex(configuration)), output);
        return 0;
    }

    private static string[] Items(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <returns>What is wrong; null for nothing.</returns>
    private static string? ReadEnd(string? text, TimeProvider time, ref ApiKeyEntryOptions entry)
    {
        if (text is null)
        {
            return null;
        }

        if (!DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var end))
        {
            return $"--not-after takes a time such as 2030-12-31T00:00:00Z, not '{text}'.";
        }

        entry = entry with { NotAfter = end };
        return end > time.GetUtcNow() ? null : $"--not-after {text} is in the past.";
    }

    /// <remarks>A name that comes again adds a value.</remarks>
    /// <returns>What is wrong; null for nothing.</returns>
    private static string? ReadClaims(string? text, ref ApiKeyEntryOptions entry)
    {
        var claims = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var item in Items(text))
        {
            var equals = item.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == item.Length - 1 || item[..equals].Contains(':', StringComparison.Ordinal))
            {
                return $"--claims takes NAME=VALUE,NAME=VALUE, not '{item}'.";
            }

            var values = claims.GetValueOrDefault(item[..equals], []);
            claims[item[..equals]] = [.. values, item[(equals + 1)..]];
        }

        entry = entry with { Claims = claims };
        return null;
    }

    /// <summary>After the last one that the host's settings hold.</summary>
    private static int NextIndex(IConfiguration configuration) => configuration.GetSection($"{Section}:Keys")
        .GetChildren()
        .Select(static child => int.TryParse(
            child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index + 1 : 0)
        .DefaultIfEmpty()
        .Max();

    private static List<KeyValuePair<string, string>> Settings(ApiKeyEntryOptions entry, int index)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{Section}:Keys:{index}");
        List<KeyValuePair<string, string>> settings =
        [
            new($"{path}:Id", entry.Id), new($"{path}:Hash", entry.Hash), new($"{path}:Client", entry.Client),
            .. Numbered($"{path}:Scopes", entry.Scopes),
            .. entry.Claims.SelectMany(claim => Numbered($"{path}:Claims:{claim.Key}", claim.Value)),
        ];
        if (entry.NotAfter is { } end)
        {
            settings.Add(new(
                $"{path}:NotAfter", end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        }

        return settings;
    }

    private static IEnumerable<KeyValuePair<string, string>> Numbered(string path, IReadOnlyList<string> values) =>
        values.Select((value, index) => KeyValuePair.Create(
            string.Create(CultureInfo.InvariantCulture, $"{path}:{index}"), value));

    private static void Write(string key, List<KeyValuePair<string, string>> settings, CommandOutput output)
    {
        if (output.AsJson)
        {
            output.WriteJson(json =>
            {
                json.WriteString("key"u8, key);
                json.WriteStartObject("settings"u8);
                foreach (var (path, value) in settings)
                {
                    json.WriteString(path, value);
                }

                json.WriteEndObject();
            });
            return;
        }

        output.Write($"""
            The key, shown this once; it goes to the client and is stored nowhere:
            {key}

            The settings that let it in (as environment variables with __ for each colon):
            {string.Join('\n', settings.Select(static setting => $"{setting.Key}={setting.Value}"))}
            """);
    }
}

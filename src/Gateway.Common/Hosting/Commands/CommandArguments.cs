namespace Gateway.Common.Hosting.Commands;

/// <summary>A command's arguments: positional ones and <c>--name value</c> options.</summary>
/// <remarks>Paths are relative to the caller's current directory.</remarks>
internal sealed class CommandArguments
{
    private static readonly string[] Flags = ["api", "explain"];

    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    public List<string> Positional { get; } = [];

    public string? this[string option] => _options.GetValueOrDefault(option);

    public bool Has(string flag) => _options.ContainsKey(flag);

    /// <summary>An option that is none of these, nor a setting; null when there is no such.</summary>
    public string? FindUnknown(params ReadOnlySpan<string> known)
    {
        foreach (var name in _options.Keys)
        {
            if (!known.Contains(name) && !SettingArguments.IsSettingName(name))
            {
                return name;
            }
        }

        return null;
    }

    public static CommandArguments Parse(ReadOnlySpan<string> args)
    {
        var parsed = new CommandArguments();
        for (var index = 0; index < args.Length; index++)
        {
            var argument = args[index];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                parsed.Positional.Add(argument);
                continue;
            }

            var name = argument[2..];
            var equals = name.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0)
            {
                parsed._options[name[..equals]] = name[(equals + 1)..];
            }
            else if (Flags.Contains(name) || index + 1 == args.Length)
            {
                parsed._options[name] = "";
            }
            else
            {
                parsed._options[name] = args[++index];
            }
        }

        return parsed;
    }
}

using System.Text;
using Gateway.Common.Configuration.Binding;

namespace Gateway.Common.Configuration;

/// <summary>Writes docs/configuration.md from the table of settings.</summary>
internal static class SettingReference
{
    private const string Opening = """
        # Configuration

        Every setting of a host, generated from `SettingKeys` (a test holds it). Settings are ordinary .NET
        configuration: `appsettings.json`, environment (`Gateway__Deadline=5s`), command line
        (`--Gateway:Deadline=5s`); later ones win. Keys are the same in any letter case. `{name}` is a name of yours,
        `{n}` an index from 0. Durations are written `250ms`, `10s`, `5m`, `8h`, `1d` or `hh:mm:ss`. Files are looked
        for in the host's folder, then in the current directory.

        An unknown key, a wrong value, a value out of range or a missing file stops the start with exit code 1 and a
        line for each: `path: message (fix)`. `config check` prints the same without starting. In open access the
        limits on documents start from wider defaults, and there is no rate limit.

        An API key is made by `keys create --client NAME`, run where the host's pepper is set: it prints the key once,
        and the entry for `Gateway:ApiKeys:Keys` that lets it in. To rotate a key, store a second entry for the client
        and remove the first one when nobody uses it any more; a removed entry is a revoked key from the next start on.

        Every call to a source carries `traceparent`, `tracestate` and `X-Correlation-Id`, and of the client's other
        headers what `ForwardHeaders` names: `baggage` too only where it is named.

        A request runs on the thread that read its bytes, and each core has one such thread. A host whose own code
        blocks threads sets `DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=0` in the environment.

        """;

    private const string TableHead = """
        | key | value | default | range | meaning |
        |---|---|---|---|---|

        """;

    public static string Write()
    {
        var text = new StringBuilder(Opening).Append('\n');
        foreach (var group in SettingKeys.All.GroupBy(static key => key.Segments[0]))
        {
            text.Append("## ").Append(group.Key).Append("\n\n").Append(TableHead);
            foreach (var key in group)
            {
                text.Append($"| `Gateway:{key.Path}` | {key.Type} | {key.Default} | {key.Range} | {key.Meaning} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }
}

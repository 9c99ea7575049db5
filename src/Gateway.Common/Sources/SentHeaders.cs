using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources;

/// <summary>
/// Headers that an overlay lets a bound field's call send: <c>@sends(header: "X-Version", value: "2")</c>.
/// </summary>
internal static class SentHeaders
{
    /// <summary>SDL of the directive.</summary>
    public const string Definition =
        "directive @sends(header: String!, value: String!) repeatable on FIELD_DEFINITION";

    /// <summary>
    /// The transport's own, and credentials: those come from the settings, never from a file of the code.
    /// </summary>
    private static readonly HashSet<string> Owned = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Connection", "Content-Length", "Content-Type", "Cookie", "Host", "Proxy-Authorization", "TE",
        "Transfer-Encoding", "Upgrade",
    };

    /// <exception cref="SourceException">A name or value that cannot stand in a request, or that is not set
    /// so.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(FieldDefinition field)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var directive in field.Directives)
        {
            if (directive.Name.Is("sends"u8))
            {
                var name = directive.FindString("header"u8) ?? "";
                var value = directive.FindString("value"u8) ?? "";
                headers.Add(IsAllowed(name, value) ? new(name, value) : throw new SourceException(
                    SourceErrorCodes.Failed, $"{field.Coordinate}: @sends cannot set the header \"{name}\" so."));
            }
        }

        return headers;
    }

    private static bool IsAllowed(string name, string value) =>
        name.Length > 0
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && value.All(static c => c is >= ' ' and <= '~' or '\t')
        && !Owned.Contains(name);
}

/// <summary>A call that sends headers of its field beside its own.</summary>
internal sealed class HeaderSendingCall(CompiledCall call, IReadOnlyList<KeyValuePair<string, string>> headers)
    : CompiledCall
{
    public override bool IsIdempotent => call.IsIdempotent;

    public override void Prepare(CallArguments arguments, SourceRequest request)
    {
        call.Prepare(arguments, request);
        request.Headers.AddRange(headers);
    }

    public override Cell Read(ResultStore store, SourceResponse response) => call.Read(store, response);
}

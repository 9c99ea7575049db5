using System.Text;

namespace Shop.Orchestration;

/// <summary>A request that is sent, checked, and printed so that it can be pasted.</summary>
internal sealed record DemoRequest
{
    /// <summary>Which host it shows.</summary>
    public required string Host { get; init; }

    public required HttpMethod Method { get; init; }

    public required Uri Url { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>JSON; null sends no body.</summary>
    public string? Body { get; init; }

    public int ExpectedStatus { get; init; } = 200;

    /// <summary>Texts that a right answer contains, white space aside.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>Texts that no right answer contains.</summary>
    public IReadOnlyList<string> Unexpected { get; init; } = [];

    /// <summary>A long value that the printed command takes from another command: variable, value, command.</summary>
    public (string Name, string Value, string Command)? Variable { get; init; }

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, Url);
        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (Body is not null)
        {
            message.Content = new StringContent(Body, Encoding.UTF8, "application/json");
        }

        return message;
    }

    /// <summary>The request as a command for a POSIX shell.</summary>
    public string ToCurl()
    {
        var curl = new StringBuilder();
        if (Variable is { } variable)
        {
            curl.Append($"{variable.Name}=$({variable.Command})\n    ");
        }

        curl.Append(Url.Scheme == Uri.UriSchemeHttps ? "curl -sk" : "curl -s");
        foreach (var (name, value) in Headers)
        {
            curl.Append($" -H \"{name}: {Shorten(value)}\"");
        }

        if (Body is not null)
        {
            curl.Append($" -H \"Content-Type: application/json\" -d '{Body}'");
        }

        return curl.Append(' ').Append(Url).ToString();
    }

    private string Shorten(string value) =>
        Variable is { } variable ? value.Replace(variable.Value, "$" + variable.Name, StringComparison.Ordinal) : value;
}

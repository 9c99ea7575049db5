namespace Gateway.Common.Tests.Execution;

/// <summary>One operation with its answer, of a file in <c>Cases</c>.</summary>
/// <remarks>
/// A file has sections that start with <c>#</c>: <c># schema</c> or one <c># source NAME</c> for each source,
/// <c># data</c>, then cases: <c># case NAME</c> with the operation, optional <c># variables</c>, and <c># expect</c>
/// with the data as it is written, each error below it as <c>CODE path line:column</c>.
/// </remarks>
internal sealed record ExecutionCase(
    string Name,
    IReadOnlyList<(string Name, string Sdl)> Sources,
    string Data,
    string Operation,
    string Variables,
    string Expected)
{
    public static IEnumerable<ExecutionCase> Read(string text)
    {
        var sources = new List<(string Name, string Sdl)>();
        var (data, name, operation, variables) = ("{}", "", "", "");
        foreach (var section in $"\n{text.ReplaceLineEndings("\n")}".Split("\n# ").Skip(1))
        {
            var end = section.IndexOf('\n', StringComparison.Ordinal);
            var (head, body) = (section[..end], section[end..].Trim());
            switch (head.Split(' ', 2))
            {
                case ["schema"]:
                    sources = [("", body)];
                    break;
                case ["source", var source]:
                    sources.Add((source, body));
                    break;
                case ["data"]:
                    data = body;
                    break;
                case ["case", var title]:
                    (name, operation, variables) = (title, body, "");
                    break;
                case ["variables"]:
                    variables = body;
                    break;
                case ["expect"]:
                    yield return new ExecutionCase(name, [.. sources], data, operation, variables, body);
                    break;
                default:
                    throw new InvalidOperationException($"No section is called {head}.");
            }
        }
    }
}

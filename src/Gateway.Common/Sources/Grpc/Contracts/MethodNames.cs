namespace Gateway.Common.Sources.Grpc.Contracts;

/// <summary>Whether a method only reads, by its name: the last resort.</summary>
/// <remarks>Source: AIP-131 to AIP-136, method names start with a verb.</remarks>
internal static class MethodNames
{
    private static readonly string[] ReadingVerbs =
    [
        "Get", "List", "BatchGet", "Search", "Find", "Query", "Lookup", "LookUp", "Read", "Fetch", "Count", "Describe",
        "Show", "View", "Check", "Exists", "Has", "Is", "Aggregate", "StreamingRead", "Watch", "Retrieve", "Load",
    ];

    public static bool IsRead(string method) => Array.Exists(ReadingVerbs, verb => StartsWithWord(method, verb));

    private static bool StartsWithWord(string name, string word) =>
        name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && (name.Length == word.Length || !char.IsAsciiLetterLower(name[word.Length]));
}

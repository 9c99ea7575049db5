namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Tells operations that read from those that change something, by the first word of their names.</summary>
internal static class QueryWords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "get", "list", "find", "search", "query", "read", "lookup", "look", "count", "is", "has", "check", "exists",
        "fetch", "retrieve", "describe", "show", "view", "select", "calculate", "compute", "convert", "validate",
        "verify", "test", "ping", "echo", "track", "estimate", "resolve", "load", "browse", "can", "are",
    };

    /// <param name="name">In any style: <c>GetInvoice</c>, <c>list_orders</c>, <c>isOpen</c>.</param>
    public static bool IsQuery(string name)
    {
        var field = GraphQLNames.Field(name).TrimStart('_');
        var length = 0;
        while (length < field.Length && (char.IsAsciiLetterLower(field[length]) || length == 0))
        {
            length++;
        }

        return Words.Contains(field[..length]);
    }
}

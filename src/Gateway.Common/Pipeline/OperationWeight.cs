using Gateway.Common.Planning;

namespace Gateway.Common.Pipeline;

/// <summary>Estimates what a prepared operation holds in memory, for the cache's bound.</summary>
/// <remarks>
/// Units: bytes. The text stands for its syntax tree, the fields asked of sources for plan, layouts and compiled
/// fetches; a test holds the estimate to the same order as what is really held.
/// </remarks>
internal static class OperationWeight
{
    private const int EntryBytes = 2_048;
    private const int FieldBytes = 384;
    private const int ErrorBytes = 256;

    /// <summary>Two copies of the text, and about a node for every eight bytes.</summary>
    private const int BytesPerTextByte = 18;

    public static long Of(int textBytes, string? operationName, PreparedOperation? operation, RequestError? error)
    {
        var key = EntryBytes + textBytes + (2L * (operationName?.Length ?? 0));
        if (operation is null)
        {
            return key + ((error?.Errors.Count ?? 0) * ErrorBytes);
        }

        var fields = 0L;
        foreach (var fetch in operation.Plan.Plan.Fetches)
        {
            foreach (var part in fetch.Parts)
            {
                fields += FieldsOf(part.Selection);
            }
        }

        return key + ((long)textBytes * BytesPerTextByte) + (fields * FieldBytes);
    }

    private static long FieldsOf(FetchSelection selection)
    {
        long fields = selection.Fields.Count;
        foreach (var field in selection.Fields)
        {
            fields += field.Selection is { } below ? FieldsOf(below) : 0;
        }

        return fields;
    }
}

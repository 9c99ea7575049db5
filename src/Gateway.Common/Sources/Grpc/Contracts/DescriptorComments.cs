namespace Gateway.Common.Sources.Grpc.Contracts;

/// <summary>A file's comments by the path of what they describe.</summary>
/// <remarks>Source: descriptor.proto, SourceCodeInfo.</remarks>
internal sealed class DescriptorComments
{
    private const int LocationField = 1;
    private const int PathField = 1;
    private const int LeadingField = 3;
    private const int TrailingField = 4;

    private readonly Dictionary<string, string> _byPath = new(StringComparer.Ordinal);

    /// <param name="sourceInfo">Null in sets that were made without comments.</param>
    public DescriptorComments(ProtoRecord? sourceInfo)
    {
        foreach (var location in sourceInfo?.Records(LocationField) ?? [])
        {
            var leading = location.Text(LeadingField);
            var comment = leading.Length > 0 ? leading : location.Text(TrailingField);
            if (comment.Length > 0)
            {
                _byPath.TryAdd(string.Join('.', location.Numbers(PathField)), Unindent(comment));
            }
        }
    }

    /// <param name="path">Field numbers and indexes from the file, separated by dots.</param>
    public string? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>Comment marks leave one space before each line.</summary>
    public static string Unindent(string comment) =>
        string.Join('\n', comment.Split('\n').Select(static line => line.StartsWith(' ') ? line[1..] : line)).Trim();
}

namespace Shop.Orchestration;

/// <summary>What came back, and whether it is what was expected.</summary>
/// <param name="Request">The request.</param>
/// <param name="Status">0 when there was no answer.</param>
/// <param name="Body">The answer's text, or why there is none.</param>
internal sealed record DemoAnswer(DemoRequest Request, int Status, string Body)
{
    private const int ShownMax = 300;

    public bool IsRight
    {
        get
        {
            var compact = string.Concat(Body.Where(letter => !char.IsWhiteSpace(letter)));
            return Status == Request.ExpectedStatus
                && Request.Expected.All(text => compact.Contains(text, StringComparison.Ordinal))
                && !Request.Unexpected.Any(text => compact.Contains(text, StringComparison.Ordinal));
        }
    }

    /// <summary>The answer's beginning, on one line.</summary>
    public string Shown
    {
        get
        {
            var line = string.Join(' ', Body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return line.Length <= ShownMax ? line : line[..ShownMax] + "…";
        }
    }
}

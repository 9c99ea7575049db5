namespace Gateway.Common.Hosting;

/// <summary>A host cannot start: its settings, contracts or documents are wrong.</summary>
public sealed class GatewayStartException : Exception
{
    /// <param name="reasons">One line each; at least one.</param>
    public GatewayStartException(IReadOnlyList<string> reasons)
        : base(string.Join(Environment.NewLine, reasons)) => Reasons = reasons;

    /// <summary>One line each, such as <c>Gateway:Deadline: Not a duration. (Write 10s.)</c></summary>
    public IReadOnlyList<string> Reasons { get; }
}

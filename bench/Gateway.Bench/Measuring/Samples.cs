namespace Gateway.Bench.Measuring;

/// <summary>Measured values of one thing.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public double Min => _values.Min();

    public double Max => _values.Max();

    /// <summary>The middle value; of an even count the mean of the two in the middle.</summary>
    public double Median
    {
        get
        {
            var sorted = _values.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    public void Add(double value) => _values.Add(value);
}

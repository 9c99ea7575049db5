namespace Gateway.Bench.Measuring;

/// <summary>What a run promises, each said to hold or not.</summary>
internal sealed class Verdicts
{
    private int _failed;

    /// <summary>Prints a line.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="promise">What is promised.</param>
    /// <param name="seen">What was seen.</param>
    public void Add(bool holds, string promise, FormattableString seen)
    {
        _failed += holds ? 0 : 1;
        Console.WriteLine(
            $"{(holds ? "holds" : "FAILS")}  {promise}: {FormattableString.Invariant(seen)}");
    }

    /// <exception cref="BenchException">Not all hold.</exception>
    public void Conclude()
    {
        if (_failed > 0)
        {
            throw new BenchException($"{_failed} of the verdicts above fail.");
        }
    }
}

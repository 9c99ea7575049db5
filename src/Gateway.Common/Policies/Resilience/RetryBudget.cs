namespace Gateway.Common.Policies.Resilience;

/// <summary>Bounds retries over all calls of a source, so that an outage is not answered with a storm.</summary>
/// <remarks>
/// Shape: a token bucket. A call earns <see cref="RetryOptions.BudgetRatio"/>, a retry costs 1. It starts with one
/// token,
/// so over n calls there are never more than <c>n · ratio + 1</c> retries.
/// Units: thousandths of a retry.
/// </remarks>
internal sealed class RetryBudget(RetryOptions options)
{
    private const long Retry = 1_000;

    private readonly long _earned = (long)Math.Floor(options.BudgetRatio * Retry);
    private readonly long _most = options.BudgetMax * Retry;
    private long _balance = Retry;

    public void Earn()
    {
        while (true)
        {
            var seen = Volatile.Read(ref _balance);
            var next = Math.Min(_most, seen + _earned);
            if (next == seen || Interlocked.CompareExchange(ref _balance, next, seen) == seen)
            {
                return;
            }
        }
    }

    public bool TrySpend()
    {
        while (true)
        {
            var seen = Volatile.Read(ref _balance);
            if (seen < Retry)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _balance, seen - Retry, seen) == seen)
            {
                return true;
            }
        }
    }
}

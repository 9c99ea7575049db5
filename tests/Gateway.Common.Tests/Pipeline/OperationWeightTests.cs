using System.Text;
using Gateway.Common.Pipeline;

namespace Gateway.Common.Tests.Pipeline;

/// <summary>Runs alone: it asks the collector how much the process holds.</summary>
[CollectionDefinition(nameof(OperationWeightTests), DisableParallelization = true)]
[Collection(nameof(OperationWeightTests))]
public sealed class OperationWeightTests
{
    private const int Documents = 200;

    /// <summary>Odd; the middle one counts, as other tests' pooled memory may go at any moment.</summary>
    private const int Rounds = 5;

    /// <summary>Of the order of what the collector says that they hold, or the bound would bound nothing.</summary>
    [Theory]
    [InlineData("{ a }")]
    [InlineData("{ a b: a c: a d: a e: a f: a g: a h: a i: a j: a k: a l: a m: a n: a o: a p: a q: a r: a }")]
    [InlineData("query Q($x: Int, $y: Int) { n(x: $x) { n(x: $y) { n { n { n(x: 1) { id } } } } } }")]
    [InlineData("{ ...F } fragment F on Query { n { ...G m: n { ...G } } } fragment G on N { n { id n { id n { id } } } }")]
    public void The_estimate_is_of_the_order_of_what_is_held(string text)
    {
        var measured = Enumerable.Range(0, Rounds)
            .Select(_ => Measure(text)).OrderBy(static round => round.Held).ToList();
        var (estimated, held) = measured[Rounds / 2];
        Assert.InRange(estimated, held / 3, held * 4);
    }

    /// <summary>Bytes of one prepared document: by the cache, and by the collector.</summary>
    private static (long Estimated, long Held) Measure(string text)
    {
        var cache = OperationCacheTests.NewCache(new OperationCacheOptions());
        cache.Get(Encoding.UTF8.GetBytes(text), null, false);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var index = 0; index < Documents; index++)
        {
            Assert.Null(cache.Get(Encoding.UTF8.GetBytes($"{text} # {index}"), null, false).Error);
        }

        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        return (cache.Bytes / Documents, held / Documents);
    }
}

using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Tests.Execution;
using Gateway.Common.Validation;

namespace Gateway.Common.Tests.Pipeline;

public sealed class OperationCacheTests
{
    private const int Callers = 32;

    private static readonly int EntriesMax = new OperationCacheOptions().EntriesMax;

    [Fact]
    public async Task A_document_is_prepared_once_however_many_ask_for_it_together()
    {
        var cache = NewCache();
        var text = Encoding.UTF8.GetBytes("{ a }");

        var prepared = await Task.WhenAll(Enumerable.Range(0, Callers)
            .Select(_ => cache.GetAsync(text, null, false, 0, TestContext.Current.CancellationToken).AsTask()));

        var operation = Assert.Single(prepared.Distinct()).Operation;
        Assert.NotNull(operation);
        Assert.Same(operation, cache.Get(text, null, false).Operation);
    }

    [Fact]
    public async Task Who_stops_waiting_does_not_stop_the_preparation_for_others()
    {
        var cache = NewCache();
        var text = Encoding.UTF8.GetBytes("{ a b: a }");
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => cache.GetAsync(text, null, false, 0, caller.Token).AsTask());

        var (operation, _) = await cache.GetAsync(text, null, false, 0, TestContext.Current.CancellationToken);
        Assert.NotNull(operation);
    }

    [Fact]
    public void Text_operation_name_and_trust_tell_entries_apart()
    {
        var cache = NewCache();
        var text = Encoding.UTF8.GetBytes("query A { a } query B { a }");

        var entries = new[]
        {
            cache.Get(text, "A", false).Operation,
            cache.Get(text, "B", false).Operation,
            cache.Get(text, "A", true).Operation,
        };

        Assert.Equal(3, entries.Distinct().Count());
        Assert.DoesNotContain(null, entries);
        Assert.Equal("OPERATION_UNKNOWN", cache.Get(text, "C", false).Error?.Code);
        Assert.NotEqual(entries[0]!.Hash, entries[1]!.Hash);
    }

    [Fact]
    public void An_entry_outlives_the_buffer_that_its_text_came_in()
    {
        var cache = NewCache();
        var text = Encoding.UTF8.GetBytes("{ a }");
        var first = cache.Get(text, null, false).Operation;

        text.AsSpan().Fill((byte)'x');

        Assert.Same(first, cache.Get(Encoding.UTF8.GetBytes("{ a }"), null, false).Operation);
        Assert.NotNull(cache.Get(text, null, false).Error);
    }

    [Fact]
    public void The_oldest_that_nobody_used_goes_first_and_the_bound_holds()
    {
        var cache = NewCache();
        var kept = Encoding.UTF8.GetBytes("{ kept: a }");
        var first = cache.Get(kept, null, false).Operation;
        for (var index = 0; index < EntriesMax + 10; index++)
        {
            // Wrong documents are the cheapest that there are many of; trusted ones are kept at once.
            var text = Encoding.UTF8.GetBytes($"{{ {index}");
            cache.Get(text, null, isTrusted: true);
            Assert.Same(first, cache.Get(kept, null, false).Operation);
        }

        Assert.InRange(cache.Count, EntriesMax - 1, EntriesMax);
    }

    [Fact]
    public void A_client_that_asks_everything_once_drives_nobody_out_and_fills_a_quarter()
    {
        var cache = NewCache();
        for (var index = 0; index < EntriesMax; index++)
        {
            cache.Get(Encoding.UTF8.GetBytes($"{{ {index}"), null, false);
        }

        Assert.InRange(cache.Count, EntriesMax / 4, (EntriesMax / 4) + 1);

        cache = NewCache();
        var others = Enumerable.Range(0, EntriesMax).Select(index => Encoding.UTF8.GetBytes($"{{ a{index}: a }}"))
            .ToArray();
        var prepared = Array.ConvertAll(others, text => cache.Get(text, null, true).Operation);

        for (var index = 0; index < EntriesMax; index++)
        {
            cache.Get(Encoding.UTF8.GetBytes($"{{ {index}"), null, false);
        }

        Assert.Equal(prepared, Array.ConvertAll(others, text => cache.Get(text, null, true).Operation));
    }

    [Fact]
    public void The_bound_on_bytes_holds_for_valid_and_for_wrong_documents()
    {
        var cache = NewCache(new OperationCacheOptions { BytesMax = 1 << 20 });
        for (var index = 0; index < 1_000; index++)
        {
            var names = string.Concat(Enumerable.Range(0, index % 50).Select(name => $" a{index}_{name}: a"));
            cache.Get(Encoding.UTF8.GetBytes($"{{ a{names} }}"), index % 3 == 0 ? $"Name{index}" : null, false);
            Assert.InRange(cache.Bytes, 1, 1 << 20);
        }

        Assert.InRange(cache.Count, 10, 999);
    }

    internal static OperationCache NewCache(OperationCacheOptions options)
    {
        var gateway = new StubGateway(("s", """
            type Query { a: Int n(x: Int): N }
            type N { id: ID n(x: Int): N }
            """));
        return new OperationCache(
            [
                new OperationPreparer(
                    gateway.Supergraph,
                    gateway.Sources,
                    ParserOptions.Default,
                    ValidationOptions.Default,
                    DocumentLimits.None),
            ],
            options);
    }

    private static OperationCache NewCache() => new StubGateway(("s", "type Query { a: Int }")).Snapshot.Operations;
}

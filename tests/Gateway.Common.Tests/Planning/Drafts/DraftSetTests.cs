using Gateway.Common.Language;
using Gateway.Common.Planning.Drafts;
using Gateway.Common.Schema;
using Gateway.Common.Tests.Execution;

namespace Gateway.Common.Tests.Planning.Drafts;

public sealed class DraftSetTests
{
    private static readonly ObjectType Query =
        StubGateway.Compose(("only", "type Query { field: Int }")).Schema.QueryType!;

    /// <summary>Few are scanned, many stand in a table beside the list.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(40)]
    public void Drafts_are_there_once_and_in_the_order_in_which_they_came(int count)
    {
        var drafts = Enumerable.Range(0, count).Select(static _ => Draft()).ToArray();
        var set = new DraftSet();

        Assert.All(drafts, draft => Assert.True(set.Add(draft)));
        Assert.All(drafts, draft => Assert.False(set.Add(draft)));

        Assert.Equal(drafts, set);
        Assert.DoesNotContain(Draft(), set);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    public void What_was_removed_may_come_again_as_the_last(int count)
    {
        var drafts = Enumerable.Range(0, count).Select(static _ => Draft()).ToArray();
        var set = new DraftSet();
        Array.ForEach(drafts, draft => set.Add(draft));

        Assert.True(set.Remove(drafts[1]));
        Assert.False(set.Remove(drafts[1]));
        Assert.False(set.Contains(drafts[1]));
        Assert.True(set.Add(drafts[1]));

        Assert.Equal([.. drafts.Where((_, index) => index != 1), drafts[1]], set);
    }

    private static FetchDraft Draft() => new()
    {
        Source = 0,
        Operation = OperationType.Query,
        Type = Query,
        Requiring = [],
        Positions = [Position.Root],
        Selection = new SelectionDraft(Query, 0),
    };
}

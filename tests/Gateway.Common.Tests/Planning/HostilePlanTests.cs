using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Tests.Execution;
using Gateway.Testing;

namespace Gateway.Common.Tests.Planning;

/// <summary>Operations and schemas made to make planning expensive: planned within a bound, or refused.</summary>
public sealed class HostilePlanTests
{
    /// <summary>Each with what comes of it: how many fetches, or a code.</summary>
    public static TheoryData<string, string> Cases { get; } = new()
    {
        { "wide-union", "3 fetches" },
        { "deep-interface", "2 fetches" },
        { "deep-branching", PlanLimitException.Code },
        { "requiring-each-other", PlanException.Code },
        { "requiring-below-few", PlanException.Code },
        { "requiring-below", PlanException.Code },
        { "requirement-layers", "10 fetches" },
        { "requirement-layers-context", "11 fetches" },
        { "required-interface", "3 fetches" },
        { "requiring-below-context", PlanLimitException.Code },
        { "requirement-chain", "13 fetches" },
        { "many-fields", "2 fetches" },
        { "many-roots", "5000 fetches" },
        { "many-mutations", "5000 fetches" },
        { "many-entities", "2 fetches" },
        { "deep-open-interface", "2 fetches" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Planning_takes_bounded_work_and_memory(string name, string outcome)
    {
        var (sources, operation) = HostilePlans.Make(name);
        var planner = new Planner(StubGateway.Merge(sources));
        var document = Parser.Parse(operation);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var planned = Plan(planner, document);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(outcome, planned);
        Assert.True(bytes < HostilePlans.AllocatedBytesMax, $"{name}: {bytes:N0} bytes");
    }

    [Theory]
    [InlineData("requiring-each-other")]
    [InlineData("requiring-below-few")]
    [InlineData("requiring-below")]
    [InlineData("requiring-below-context")]
    public void What_can_never_be_planned_does_not_compose(string name) =>
        Assert.Equal(
            CompositionErrorCodes.UnsatisfiableQueryPath, StubGateway.FaultsOf(HostilePlans.Make(name).Sources));

    private static string Plan(Planner planner, DocumentNode document)
    {
        try
        {
            var plan = planner.Plan(document, document.Definitions.OfType<OperationDefinitionNode>().Single());
            Assert.InRange(plan.Units, 0, PlanBudget.UnitsMax);
            return $"{plan.Fetches.Count} fetches";
        }
        catch (PlanLimitException)
        {
            return PlanLimitException.Code;
        }
        catch (PlanException)
        {
            return PlanException.Code;
        }
    }
}

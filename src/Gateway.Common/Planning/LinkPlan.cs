using Gateway.Common.Results;

namespace Gateway.Common.Planning;

/// <summary>Makes stubs of linked entities out of fields that their parents' fetch brought.</summary>
/// <remarks>
/// Shape: for each row at <see cref="Parents"/>, the slot gets a new row whose key slots copy the parent's; a list
/// field gives a list.
/// </remarks>
internal sealed class LinkPlan
{
    public required TargetPath Parents { get; init; }

    /// <summary>Type id of the parents' rows.</summary>
    public required int ParentType { get; init; }

    /// <summary>The parent's slot for the linked entity.</summary>
    public required int Slot { get; init; }

    /// <summary>The linked entity's rows.</summary>
    public required Shape Shape { get; init; }

    /// <summary>Parent's slot → the stub's slot.</summary>
    public required (int From, int To)[] Members { get; init; }
}

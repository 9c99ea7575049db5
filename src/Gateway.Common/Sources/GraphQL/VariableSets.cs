namespace Gateway.Common.Sources.GraphQL;

/// <summary>One operation with a list of variables: how many sets there are, what each part takes of them.</summary>
/// <remarks>
/// Shape: the set of number <c>n</c> has each part's group of keys of that number. A part with fewer groups than there
/// are sets is left out of the last ones by a condition (<see cref="KeyedLookup.OptionalField"/>).
/// Source: variable batching, as GraphQL over HTTP has it proposed.
/// </remarks>
internal sealed class VariableSets
{
    private readonly KeyGroups?[] _groups;

    private VariableSets(KeyGroups?[] groups, int count) => (_groups, Count) = (groups, count);

    /// <summary>Sets that are sent, at most <see cref="KeyedLookup.KeysMax"/>.</summary>
    public int Count { get; }

    /// <param name="fetch">What is asked.</param>
    /// <param name="groups">The keys by alias; none where no part has aliases.</param>
    /// <returns>
    /// Null where one set is enough, and where a part is asked for all its keys at once: in which set, nothing says.
    /// </returns>
    public static VariableSets? Of(GraphQLFetch fetch, KeyGroups?[] groups)
    {
        if (!fetch.BatchesVariables || groups.Length == 0)
        {
            return null;
        }

        var most = 0;
        foreach (var part in groups)
        {
            if (part is null)
            {
                return null;
            }

            most = Math.Max(most, part.Count);
        }

        return most > 1 ? new VariableSets(groups, Math.Min(most, KeyedLookup.KeysMax)) : null;
    }

    /// <summary>Whether a part takes something of a set.</summary>
    public bool Has(int part, int set) => set < _groups[part]!.Count;

    /// <summary>Whether some set has nothing of the part, and some has.</summary>
    public bool IsOptional(int part) => Has(part, 0) && !Has(part, Count - 1);
}

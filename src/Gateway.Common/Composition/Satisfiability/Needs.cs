namespace Gateway.Common.Composition.Satisfiability;

/// <summary>What has to be sent along for a field, beside the key of its object.</summary>
internal static class Needs
{
    public static bool Any(FieldSource field) =>
        field.Requires is not null || field.RequiredArguments.Count > 0 || field.ContextArguments.Count > 0;

    /// <summary>Selections of the object itself.</summary>
    public static IEnumerable<FieldSet> Of(FieldSource field) => field.Requires is { } requires
        ? [requires, .. field.RequiredArguments.Select(static argument => argument.Selection)]
        : field.RequiredArguments.Select(static argument => argument.Selection);
}

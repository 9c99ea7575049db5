using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>
/// An argument that one source takes from a context, and clients therefore do not give, is not needed by another.
/// </summary>
/// <remarks>Source: Apollo Federation 2.8 CONTEXTUAL_ARGUMENT_NOT_CONTEXTUAL_IN_ALL_SUBGRAPHS.</remarks>
internal static class ContextualArgumentRule
{
    public static void Check(MergeContext context)
    {
        foreach (var field in context.SharedFields)
        {
            foreach (var (facts, argument) in FieldArguments(field))
            {
                if (argument.IsRequired && !facts.IsFilledIn(argument) && IsContextual(field.All, argument.Name))
                {
                    Add(context, field, facts, argument);
                }
            }
        }
    }

    /// <summary>Whether any source fills the argument from a context.</summary>
    public static bool IsContextual(IEnumerable<FieldOccurrence> occurrences, string argument) =>
        occurrences.Any(occurrence => occurrence.Field.Arguments.Any(candidate =>
            candidate.Name == argument && occurrence.Facts.Has(candidate, Words.FromContext)));

    private static IEnumerable<(SourceFacts Facts, InputValueDefinition Argument)> FieldArguments(FieldGroup field) =>
        field.All.SelectMany(
            occurrence => occurrence.Field.Arguments, (occurrence, argument) => (occurrence.Facts, argument));

    private static void Add(
        MergeContext context, FieldGroup field, SourceFacts facts, InputValueDefinition argument) =>
        context.Errors.Add(
            CompositionErrorCodes.ContextualArgument, facts, $"{field.Coordinate}({argument.Name}:)",
            $"{field.Coordinate}({argument.Name}:) is filled from a context in another source, but '{facts.Name}' "
            + "needs it of clients: add @fromContext, make it nullable, or give it a default.",
            argument.Syntax);
}

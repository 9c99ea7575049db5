using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>No argument is given twice. Source: GraphQL §5.4.2 Argument Uniqueness.</summary>
internal sealed class UniqueArgumentNamesRule() : ValidationRule(RuleVisits.Arguments)
{
    public override void VisitArguments(IReadOnlyList<ArgumentNode> arguments, ValidationContext context)
    {
        if (arguments.Count < 2)
        {
            return;
        }

        foreach (var (name, offsets) in Duplicates.Find(arguments, static argument => argument.Name))
        {
            context.Report(
                ValidationCodes.ArgumentDuplicated, $"Argument \"{name}\" is given more than once.", offsets);
        }
    }
}

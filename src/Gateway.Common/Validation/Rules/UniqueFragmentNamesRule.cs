using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>No two fragments share a name. Source: GraphQL §5.5.1.1 Fragment Name Uniqueness.</summary>
internal sealed class UniqueFragmentNamesRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        if (context.Fragments.Count < 2)
        {
            return;
        }

        var known = new Dictionary<Name, Name>();
        foreach (var fragment in context.Fragments)
        {
            var name = fragment.Fragment!.Name;
            if (!known.TryAdd(name, name))
            {
                context.Report(
                    ValidationCodes.FragmentNameDuplicated,
                    $"There is more than one fragment named \"{name}\".",
                    [known[name].Start, name.Start]);
            }
        }
    }
}

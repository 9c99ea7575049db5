using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>No field of an input object is given twice. Source: GraphQL §5.6.3 Input Object Field Uniqueness.</summary>
internal sealed class UniqueInputFieldNamesRule() : ValidationRule(RuleVisits.ObjectValue)
{
    public override void VisitObjectValue(ObjectValueNode value, ValidationContext context)
    {
        if (value.Fields.Count < 2)
        {
            return;
        }

        foreach (var (name, offsets) in Duplicates.Find(value.Fields, static field => field.Name))
        {
            for (var index = 1; index < offsets.Length; index++)
            {
                context.Report(
                    ValidationCodes.InputFieldDuplicated,
                    $"Input field \"{name}\" is given more than once.",
                    [offsets[0], offsets[index]]);
            }
        }
    }
}

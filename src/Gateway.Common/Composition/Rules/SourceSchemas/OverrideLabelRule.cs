using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A label that says when an override holds is a name, or a share of all requests.</summary>
/// <remarks>Source: Apollo Federation 2.7 OVERRIDE_LABEL_INVALID.</remarks>
internal static class OverrideLabelRule
{
    private const int PercentDigitsMax = 8;

    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.OwnFields)
        {
            if (facts.Find(field, Words.Override) is { } directive
                && DirectiveArguments.Text(directive, "label"u8) is { } label && !IsLabel(label))
            {
                errors.Add(
                    CompositionErrorCodes.OverrideLabelInvalid, facts, field.Coordinate,
                    $"The label of @override on {field.Coordinate} must begin with a letter and hold letters, digits, "
                    + "and any of _-:./ only; or be percent(x), x from 0 to 100 with up to 8 digits behind the point.",
                    Places.Of(field, directive));
            }
        }
    }

    private static bool IsLabel(string label) => OverrideLabels.AsksForShare(label)
        ? OverrideLabels.ShareOf(label) is not null && DigitsBehindPoint(label) <= PercentDigitsMax
        : label.Length > 0 && char.IsAsciiLetter(label[0])
            && label.All(letter => char.IsAsciiLetterOrDigit(letter) || "_-:./".Contains(letter));

    private static int DigitsBehindPoint(string label) =>
        label.IndexOf('.') is >= 0 and var point ? label.Length - point - ").".Length : 0;
}

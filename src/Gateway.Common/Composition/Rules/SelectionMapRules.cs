using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules;

/// <summary>What the rules on <c>@is</c> and <c>@require</c> have in common.</summary>
internal static class SelectionMapRules
{
    public static void CheckType(
        SourceFacts facts, ErrorLog errors, IReadOnlyList<SelectionMapUse> uses, string word, string code)
    {
        foreach (var use in uses.Where(use => use.Value is not StringValueNode))
        {
            errors.Add(
                code, facts, use.Coordinate,
                $"@{word} on {use.Coordinate} takes a string: write @{word}(field: \"id\").",
                use.At);
        }
    }

    public static void CheckSyntax(
        SourceFacts facts, ErrorLog errors, IReadOnlyList<SelectionMapUse> uses, string word, string code)
    {
        foreach (var use in uses.Where(use => use is { Map: null, Value: StringValueNode }))
        {
            errors.Add(
                code, facts, use.Coordinate,
                $"@{word}(field: \"{DirectiveArguments.Text(use.Value)}\") on {use.Coordinate} is no field selection "
                + "map: write a path such as owner.id, or an object such as { id: owner.id }.",
                use.At);
        }
    }
}

using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules;

/// <summary>What the rules on <c>@key</c>, <c>@requires</c> and <c>@provides</c> have in common.</summary>
internal static class FieldSetRules
{
    /// <summary>The argument is a string; Federation 1 took bare words and lists as well.</summary>
    public static void CheckType(
        SourceFacts facts, ErrorLog errors, IReadOnlyList<FieldSetUse> uses, string word, string code)
    {
        foreach (var use in uses)
        {
            var isText = use.Value is StringValueNode
                || (facts.Dialect == Dialect.FederationOne && use.Value is EnumValueNode or ListValueNode);
            if (!isText)
            {
                errors.Add(
                    code, facts, use.Coordinate,
                    $"@{word} on {use.Coordinate} takes its fields as a string: write @{word}(fields: \"id\").",
                    use.At);
            }
        }
    }

    /// <summary>The text is a selection.</summary>
    public static void CheckSyntax(
        SourceFacts facts, ErrorLog errors, IReadOnlyList<FieldSetUse> uses, string word, string code)
    {
        foreach (var use in uses.Where(
            use => use is { Set: null, Value: StringValueNode or EnumValueNode or ListValueNode }))
        {
            errors.Add(
                code, facts, use.Coordinate,
                $"@{word}(fields: \"{use.Text}\") on {use.Coordinate} is no selection of fields: check its braces.",
                use.At);
        }
    }

    /// <summary>The fields are there, with selections where they have fields.</summary>
    public static void CheckFields(
        SourceFacts facts, ErrorLog errors, IReadOnlyList<FieldSetUse> uses, string word, string code)
    {
        foreach (var use in uses)
        {
            foreach (var fault in SelectionFaults.Find(facts.Schema, use))
            {
                Add(facts, errors, use, word, code, fault, "select what the type has");
            }
        }
    }

    /// <summary>No directive stands in the selection.</summary>
    public static void CheckDirectives(
        SourceFacts facts, ErrorLog errors, IReadOnlyList<FieldSetUse> uses, string word, string code)
    {
        foreach (var use in uses)
        {
            if (use.Set is { } set && HasDirective(set.Selection))
            {
                Add(facts, errors, use, word, code, "directives cannot stand in it", "leave them out");
            }
        }
    }

    public static void Add(
        SourceFacts facts, ErrorLog errors, FieldSetUse use, string word, string code, string fault, string wayOut) =>
        errors.Add(
            code, facts, use.Coordinate,
            $"@{word}(fields: \"{use.Text}\") on {use.Coordinate} cannot be used: {fault}; {wayOut}.",
            use.At);

    private static bool HasDirective(SelectionSetNode selection) => selection.Selections.Any(node => node switch
    {
        FieldNode field => field.Directives.Count > 0
            || (field.SelectionSet is { } below && HasDirective(below)),
        InlineFragmentNode fragment => fragment.Directives.Count > 0 || HasDirective(fragment.SelectionSet),
        FragmentSpreadNode spread => spread.Directives.Count > 0,
        _ => false,
    });
}

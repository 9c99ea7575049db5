namespace Gateway.Common.Validation.Rules;

/// <summary>Rules sorted by what they want to be called for.</summary>
internal sealed class RuleSet(IReadOnlyCollection<ValidationRule> rules)
{
    private static readonly RuleSet WithIntrospection = new(SpecifiedRules.All);
    private static readonly RuleSet WithoutIntrospection =
        new([.. SpecifiedRules.All, SpecifiedRules.NoSchemaIntrospection]);

    public ValidationRule[] OnDefinition { get; } = Those(rules, RuleVisits.Definition);

    public ValidationRule[] OnVariableDefinition { get; } = Those(rules, RuleVisits.VariableDefinition);

    public ValidationRule[] OnField { get; } = Those(rules, RuleVisits.Field);

    public ValidationRule[] OnInlineFragment { get; } = Those(rules, RuleVisits.InlineFragment);

    public ValidationRule[] OnTypeCondition { get; } = Those(rules, RuleVisits.TypeCondition);

    public ValidationRule[] OnTypeName { get; } = Those(rules, RuleVisits.TypeName);

    public ValidationRule[] OnDirectives { get; } = Those(rules, RuleVisits.Directives);

    public ValidationRule[] OnDirective { get; } = Those(rules, RuleVisits.Directive);

    public ValidationRule[] OnArguments { get; } = Those(rules, RuleVisits.Arguments);

    public ValidationRule[] OnTypedValue { get; } = Those(rules, RuleVisits.TypedValue);

    public ValidationRule[] OnObjectValue { get; } = Those(rules, RuleVisits.ObjectValue);

    public ValidationRule[] OnDocument { get; } = Those(rules, RuleVisits.Document);

    public static RuleSet For(ValidationOptions options)
    {
        if (options.Rules is not { } names)
        {
            return options.Introspection ? WithIntrospection : WithoutIntrospection;
        }

        return new RuleSet([.. SpecifiedRules.AllAndOptional.Where(rule => names.Contains(rule.Name))]);
    }

    private static ValidationRule[] Those(IReadOnlyCollection<ValidationRule> rules, RuleVisits visits) =>
        [.. rules.Where(rule => rule.Visits.HasFlag(visits))];
}

namespace Gateway.Common.Validation.Rules;

/// <summary>What a rule wants to be called for.</summary>
[Flags]
internal enum RuleVisits
{
    None = 0,
    Definition = 1,
    VariableDefinition = 1 << 1,
    Field = 1 << 2,
    InlineFragment = 1 << 3,
    TypeCondition = 1 << 4,
    TypeName = 1 << 5,
    Directives = 1 << 6,
    Directive = 1 << 7,
    Arguments = 1 << 8,
    TypedValue = 1 << 9,
    ObjectValue = 1 << 10,
    Document = 1 << 11,
}

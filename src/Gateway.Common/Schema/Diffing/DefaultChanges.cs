using Gateway.Common.Schema.Printing;

namespace Gateway.Common.Schema.Diffing;

/// <summary>Defaults of arguments and input fields that came, went or changed.</summary>
internal static class DefaultChanges
{
    /// <param name="codes">Of what the default belongs to.</param>
    /// <param name="coordinate">Of the argument or input field.</param>
    /// <param name="before">As it was.</param>
    /// <param name="after">As it is; every value of the old type fits it.</param>
    /// <param name="owner">What requests use that leave it out.</param>
    /// <param name="changes">Receives at most one change.</param>
    public static void Find(
        DefaultChangeCodes codes,
        string coordinate,
        InputValueDefinition before,
        InputValueDefinition after,
        string owner,
        ChangeList changes)
    {
        if (!before.IsRequired && after.IsRequired && before.Type.IsNonNull)
        {
            changes.Breaking(
                codes.BecameRequired, coordinate, $"{coordinate} lost its default: it is required.", owner);
        }
        else if (DefaultLiteral.Differs(before, after))
        {
            changes.Dangerous(codes.Changed, coordinate, $"The default of {coordinate} changed.");
        }
        else if (before.DefaultValue is null && after.DefaultValue is not null)
        {
            changes.Safe(codes.Added, coordinate, $"{coordinate} has a default now.");
        }
    }
}

/// <summary>What a changed default is called.</summary>
internal sealed record DefaultChangeCodes(string BecameRequired, string Changed, string Added)
{
    public static DefaultChangeCodes Argument { get; } =
        new("ARG_BECAME_REQUIRED", "ARG_DEFAULT_VALUE_CHANGE", "ARG_DEFAULT_VALUE_ADDED");

    public static DefaultChangeCodes InputField { get; } = new(
        "INPUT_FIELD_BECAME_REQUIRED", "INPUT_FIELD_DEFAULT_VALUE_CHANGE", "INPUT_FIELD_DEFAULT_VALUE_ADDED");

    public static DefaultChangeCodes DirectiveArgument { get; } = new(
        "DIRECTIVE_ARG_BECAME_REQUIRED", "DIRECTIVE_ARG_DEFAULT_VALUE_CHANGE", "DIRECTIVE_ARG_DEFAULT_VALUE_ADDED");
}

namespace Gateway.Common.Configuration.Binding;

/// <summary>Binds <c>Gateway:Limits</c>.</summary>
internal static class LimitsBinding
{
    public static LimitsOptions Limits(SettingReader section, LimitsOptions defaults) => defaults with
    {
        BodyBytesMax = section.Number("BodyBytesMax", defaults.BodyBytesMax),
        TokensMax = section.Number("TokensMax", defaults.TokensMax),
        NestingMax = section.Number("NestingMax", defaults.NestingMax),
        DepthMax = section.Number("DepthMax", defaults.DepthMax),
        AliasesMax = section.Number("AliasesMax", defaults.AliasesMax),
        RootFieldsMax = section.Number("RootFieldsMax", defaults.RootFieldsMax),
        DirectivesMax = section.Number("DirectivesMax", defaults.DirectivesMax),
        DirectivesPerLocationMax = section.Number("DirectivesPerLocationMax", defaults.DirectivesPerLocationMax),
        FieldsMax = section.Number("FieldsMax", defaults.FieldsMax),
        ErrorsMax = section.Number("ErrorsMax", defaults.ErrorsMax),
        VariablesBytesMax = section.Number("VariablesBytesMax", defaults.VariablesBytesMax),
        VariablesDepthMax = section.Number("VariablesDepthMax", defaults.VariablesDepthMax),
        CostMax = section.Number("CostMax", defaults.CostMax),
        ListSizeAssumed = section.Number("ListSizeAssumed", defaults.ListSizeAssumed),
        ValidationWorkMax = section.Number("ValidationWorkMax", defaults.ValidationWorkMax),
        Mode = section.Choice("Mode", defaults.Mode),
        Modes = section.Has("Modes") ? Modes(section.Section("Modes")) : defaults.Modes,
    };

    private static Dictionary<string, LimitMode> Modes(SettingReader section) => LimitsOptions.Names
        .Where(section.Has)
        .ToDictionary(static name => name, name => section.Choice(name, LimitMode.Enforce), StringComparer.Ordinal);
}

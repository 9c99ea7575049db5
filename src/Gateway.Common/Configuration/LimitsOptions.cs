using Gateway.Common.Primitives;

namespace Gateway.Common.Configuration;

/// <summary>What happens to a request that passes a limit.</summary>
internal enum LimitMode
{
    /// <summary>It is refused.</summary>
    Enforce,

    /// <summary>It is counted and let on, up to the wider limits of open access.</summary>
    Warn,
}

/// <summary>How large a client's request may be, <c>Gateway:Limits</c>. A value at its limit passes.</summary>
internal sealed record LimitsOptions
{
    private static readonly IReadOnlyDictionary<string, LimitMode> NoModes = new Dictionary<string, LimitMode>();

    /// <summary>Bytes of a request's body, before and after decompression; 1 KiB to 64 MiB; default 256 KiB.</summary>
    public int BodyBytesMax { get; init; } = 256 * 1024;

    /// <summary>Lexical tokens of a document; 10 to 1,000,000; default 2,000.</summary>
    public int TokensMax { get; init; } = 2_000;

    /// <summary>Nesting of brackets in a document; 5 to 1,000; default 100.</summary>
    public int NestingMax { get; init; } = 100;

    /// <summary>Fields nested in each other; 1 to 1,000; default 10, where introspection is on 20.</summary>
    public int DepthMax { get; init; } = 10;

    /// <summary>Fields with an alias; 0 to 100,000; default 20.</summary>
    public int AliasesMax { get; init; } = 20;

    /// <summary>Fields of the root type; 1 to 100,000; default 15.</summary>
    public int RootFieldsMax { get; init; } = 15;

    /// <summary>Directives in all; 0 to 100,000; default 50.</summary>
    public int DirectivesMax { get; init; } = 50;

    /// <summary>Directives in one place; 0 to 1,000; default 4.</summary>
    public int DirectivesPerLocationMax { get; init; } = 4;

    /// <summary>Fields after fragments are opened; 1 to 1,000,000; default 5,000.</summary>
    public int FieldsMax { get; init; } = 5_000;

    /// <summary>Errors reported; 1 to 1,000; default 5.</summary>
    public int ErrorsMax { get; init; } = 5;

    /// <summary>Bytes of the variables; 2 to 64 MiB; default 64 KiB.</summary>
    public int VariablesBytesMax { get; init; } = 64 * 1024;

    /// <summary>Nesting of one variable's value; 1 to 64; default 20.</summary>
    public int VariablesDepthMax { get; init; } = 20;

    /// <summary>Estimated cost of one request; 1 to 1,000,000,000; default 1,000.</summary>
    public int CostMax { get; init; } = 1_000;

    /// <summary>Items of a list of which nothing tells the size, for the cost; 1 to 1,000; default 10.</summary>
    public int ListSizeAssumed { get; init; } = 10;

    /// <summary>Units of work that validating one document may take; 10,000 to 100,000,000; default 250,000.</summary>
    public int ValidationWorkMax { get; init; } = 250_000;

    /// <summary>What happens past a limit; default Enforce.</summary>
    public LimitMode Mode { get; init; } = LimitMode.Enforce;

    /// <summary>Exceptions from <see cref="Mode"/>, by the setting's name, such as <c>DepthMax</c>.</summary>
    public IReadOnlyDictionary<string, LimitMode> Modes { get; init; } = NoModes;

    /// <summary>What open access starts from: wide, though never without a bound.</summary>
    public static LimitsOptions Open { get; } = new()
    {
        BodyBytesMax = 4 << 20,
        TokensMax = 100_000,
        NestingMax = 200,
        DepthMax = 100,
        AliasesMax = 10_000,
        RootFieldsMax = 10_000,
        DirectivesMax = 1_000,
        DirectivesPerLocationMax = 100,
        FieldsMax = 100_000,
        ErrorsMax = 100,
        VariablesBytesMax = 1 << 20,
        VariablesDepthMax = 64,
        CostMax = 1_000_000_000,
    };

    /// <summary>
    /// What is refused: a limit that only warns ends where open access ends, so that nothing is endless.
    /// </summary>
    public LimitsOptions Admitted => this with
    {
        BodyBytesMax = Admit(nameof(BodyBytesMax), BodyBytesMax, Open.BodyBytesMax),
        TokensMax = Admit(nameof(TokensMax), TokensMax, Open.TokensMax),
        NestingMax = Admit(nameof(NestingMax), NestingMax, Open.NestingMax),
        DepthMax = Admit(nameof(DepthMax), DepthMax, Open.DepthMax),
        AliasesMax = Admit(nameof(AliasesMax), AliasesMax, Open.AliasesMax),
        RootFieldsMax = Admit(nameof(RootFieldsMax), RootFieldsMax, Open.RootFieldsMax),
        DirectivesMax = Admit(nameof(DirectivesMax), DirectivesMax, Open.DirectivesMax),
        DirectivesPerLocationMax = Admit(
            nameof(DirectivesPerLocationMax), DirectivesPerLocationMax, Open.DirectivesPerLocationMax),
        FieldsMax = Admit(nameof(FieldsMax), FieldsMax, Open.FieldsMax),
        VariablesBytesMax = Admit(nameof(VariablesBytesMax), VariablesBytesMax, Open.VariablesBytesMax),
        VariablesDepthMax = Admit(nameof(VariablesDepthMax), VariablesDepthMax, Open.VariablesDepthMax),
        CostMax = Admit(nameof(CostMax), CostMax, Open.CostMax),
    };

    /// <summary>Limits that have a mode: all that refuse.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        nameof(BodyBytesMax), nameof(TokensMax), nameof(NestingMax), nameof(DepthMax), nameof(AliasesMax),
        nameof(RootFieldsMax), nameof(DirectivesMax), nameof(DirectivesPerLocationMax), nameof(FieldsMax),
        nameof(VariablesBytesMax), nameof(VariablesDepthMax), nameof(CostMax),
    ];

    /// <summary>Whether some limit only warns.</summary>
    public bool Warns => Names.Any(name => ModeOf(name) == LimitMode.Warn);

    public static LimitsOptions For(bool isOpen, bool introspection) =>
        isOpen ? Open : introspection ? new LimitsOptions { DepthMax = 20 } : new LimitsOptions();

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        const int BytesCeiling = 64 << 20;
        var problems = new SettingProblems(path);
        problems.RequireRange(BodyBytesMax, 1024, BytesCeiling, nameof(BodyBytesMax));
        problems.RequireRange(TokensMax, 10, 1_000_000, nameof(TokensMax));
        problems.RequireRange(NestingMax, 5, 1_000, nameof(NestingMax));
        problems.RequireRange(DepthMax, 1, 1_000, nameof(DepthMax));
        problems.RequireRange(AliasesMax, 0, 100_000, nameof(AliasesMax));
        problems.RequireRange(RootFieldsMax, 1, 100_000, nameof(RootFieldsMax));
        problems.RequireRange(DirectivesMax, 0, 100_000, nameof(DirectivesMax));
        problems.RequireRange(DirectivesPerLocationMax, 0, 1_000, nameof(DirectivesPerLocationMax));
        problems.RequireRange(FieldsMax, 1, 1_000_000, nameof(FieldsMax));
        problems.RequireRange(ErrorsMax, 1, 1_000, nameof(ErrorsMax));
        problems.RequireRange(VariablesBytesMax, 2, BytesCeiling, nameof(VariablesBytesMax));
        problems.RequireRange(VariablesDepthMax, 1, 64, nameof(VariablesDepthMax));
        problems.RequireRange(CostMax, 1, 1_000_000_000, nameof(CostMax));
        problems.RequireRange(ListSizeAssumed, 1, 1_000, nameof(ListSizeAssumed));
        problems.RequireRange(ValidationWorkMax, 10_000, 100_000_000, nameof(ValidationWorkMax));
        return problems.All;
    }

    private LimitMode ModeOf(string name) => Modes.TryGetValue(name, out var mode) ? mode : Mode;

    private int Admit(string name, int max, int ceiling) =>
        ModeOf(name) == LimitMode.Warn ? Math.Max(max, ceiling) : max;
}

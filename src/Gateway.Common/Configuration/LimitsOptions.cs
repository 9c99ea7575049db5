using Gateway.Common.Primitives;

namespace Gateway.Common.Configuration;

/// <summary>How large a client's request may be, <c>Gateway:Limits</c>. A value at its limit passes.</summary>
internal sealed record LimitsOptions
{
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
    };

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
        return problems.All;
    }
}

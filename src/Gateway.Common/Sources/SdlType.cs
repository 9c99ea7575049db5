namespace Gateway.Common.Sources;

/// <summary>What an <see cref="SdlType"/> is written as.</summary>
internal enum SdlKind : byte
{
    Object,
    Interface,
    Union,
    Enum,
    Input,
}

/// <summary>A type that an importer is putting together.</summary>
internal sealed class SdlType(SdlKind kind, string name)
{
    public SdlKind Kind { get; set; } = kind;

    public string Name { get; } = name;

    public string? Description { get; set; }

    /// <summary>Applied directives as SDL, each with its <c>@</c>.</summary>
    public List<string> Directives { get; } = [];

    /// <summary>Interfaces of an object, members of a union.</summary>
    public List<string> TypeNames { get; } = [];

    /// <summary>Fields, or an enum's values.</summary>
    public List<SdlMember> Members { get; } = [];
}

/// <summary>A field, an argument or an enum value.</summary>
/// <param name="name">Unique in its type.</param>
/// <param name="type">As SDL; empty for an enum value.</param>
internal sealed class SdlMember(string name, string type = "")
{
    public string Name { get; } = name;

    public string Type { get; set; } = type;

    public string? Description { get; set; }

    /// <summary>A constant as SDL, or null.</summary>
    public string? Default { get; set; }

    public List<string> Directives { get; } = [];

    public List<SdlMember> Arguments { get; } = [];
}

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>One part of an option's name: a field, or an extension in parentheses.</summary>
internal sealed record OptionNamePart(string Name, bool IsExtension, ProtoPlace Place);

/// <summary><c>option a.(b.c).d = value</c>.</summary>
internal sealed record OptionNode(IReadOnlyList<OptionNamePart> Name, OptionValue Value);

internal enum OptionValueKind : byte
{
    Name,
    Integer,
    Float,
    Text,
    Message,
    List,
}

/// <param name="Text">A name, digits, or a text with one character a byte; empty for the others.</param>
internal sealed record OptionValue(OptionValueKind Kind, string Text, bool IsNegative, ProtoPlace Place)
{
    /// <summary>Of a message.</summary>
    public IReadOnlyList<(OptionNamePart Name, OptionValue Value)> Members { get; init; } = [];

    /// <summary>Of a list.</summary>
    public IReadOnlyList<OptionValue> Items { get; init; } = [];
}

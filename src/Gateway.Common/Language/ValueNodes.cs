using System.Text;

namespace Gateway.Common.Language;

/// <summary>A literal or a variable. Source: GraphQL §2.10 Input Values.</summary>
public abstract class ValueNode(SyntaxKind kind, SourceSpan span) : SyntaxNode(kind, span);

public sealed class VariableNode(Name name, SourceSpan span) : ValueNode(SyntaxKind.Variable, span)
{
    public Name Name { get; } = name;
}

/// <summary>An integer literal, kept as its digits so that no precision is lost.</summary>
public sealed class IntValueNode(ReadOnlyMemory<byte> utf8, SourceSpan span) : ValueNode(SyntaxKind.IntValue, span)
{
    public ReadOnlySpan<byte> Utf8 => utf8.Span;

    public string Value => Encoding.ASCII.GetString(Utf8);
}

/// <summary>A float literal, kept as written.</summary>
public sealed class FloatValueNode(ReadOnlyMemory<byte> utf8, SourceSpan span) : ValueNode(SyntaxKind.FloatValue, span)
{
    public ReadOnlySpan<byte> Utf8 => utf8.Span;

    public string Value => Encoding.ASCII.GetString(Utf8);
}

/// <summary>
/// A string literal; <see cref="Utf8"/> is its meaning, escapes resolved and block indentation removed.
/// </summary>
public sealed class StringValueNode(ReadOnlyMemory<byte> utf8, bool isBlock, SourceSpan span)
    : ValueNode(SyntaxKind.StringValue, span)
{
    public ReadOnlySpan<byte> Utf8 => utf8.Span;

    public bool IsBlock { get; } = isBlock;

    public string Value => Encoding.UTF8.GetString(Utf8);
}

public sealed class BooleanValueNode(bool value, SourceSpan span) : ValueNode(SyntaxKind.BooleanValue, span)
{
    public bool Value { get; } = value;
}

public sealed class NullValueNode(SourceSpan span) : ValueNode(SyntaxKind.NullValue, span);

public sealed class EnumValueNode(Name name, SourceSpan span) : ValueNode(SyntaxKind.EnumValue, span)
{
    public Name Name { get; } = name;
}

public sealed class ListValueNode(ValueNode[] values, SourceSpan span) : ValueNode(SyntaxKind.ListValue, span)
{
    public IReadOnlyList<ValueNode> Values { get; } = values;
}

public sealed class ObjectValueNode(ObjectFieldNode[] fields, SourceSpan span) : ValueNode(SyntaxKind.ObjectValue, span)
{
    public IReadOnlyList<ObjectFieldNode> Fields { get; } = fields;
}

public sealed class ObjectFieldNode(Name name, ValueNode value, SourceSpan span)
    : SyntaxNode(SyntaxKind.ObjectField, span)
{
    public Name Name { get; } = name;

    public ValueNode Value { get; } = value;
}

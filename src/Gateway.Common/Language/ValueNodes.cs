using System.Text;

namespace Gateway.Common.Language;

/// <summary>A literal or a variable. Source: GraphQL §2.10 Input Values.</summary>
public abstract class ValueNode(SourceSpan span) : SyntaxNode(span);

public sealed class VariableNode(Name name, SourceSpan span) : ValueNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.Variable;

    public Name Name { get; } = name;
}

/// <summary>An integer literal, kept as its digits so that no precision is lost.</summary>
public sealed class IntValueNode(ReadOnlyMemory<byte> utf8, SourceSpan span) : ValueNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.IntValue;

    public ReadOnlySpan<byte> Utf8 => utf8.Span;

    public string Value => Encoding.ASCII.GetString(Utf8);
}

/// <summary>A float literal, kept as written.</summary>
public sealed class FloatValueNode(ReadOnlyMemory<byte> utf8, SourceSpan span) : ValueNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.FloatValue;

    public ReadOnlySpan<byte> Utf8 => utf8.Span;

    public string Value => Encoding.ASCII.GetString(Utf8);
}

/// <summary>
/// A string literal; <see cref="Utf8"/> is its meaning, escapes resolved and block indentation removed.
/// </summary>
public sealed class StringValueNode(ReadOnlyMemory<byte> utf8, bool isBlock, SourceSpan span)
    : ValueNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.StringValue;

    public ReadOnlySpan<byte> Utf8 => utf8.Span;

    public bool IsBlock { get; } = isBlock;

    public string Value => Encoding.UTF8.GetString(Utf8);
}

public sealed class BooleanValueNode(bool value, SourceSpan span) : ValueNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.BooleanValue;

    public bool Value { get; } = value;
}

public sealed class NullValueNode(SourceSpan span) : ValueNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.NullValue;
}

public sealed class EnumValueNode(Name name, SourceSpan span) : ValueNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.EnumValue;

    public Name Name { get; } = name;
}

public sealed class ListValueNode(ValueNode[] values, SourceSpan span) : ValueNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.ListValue;

    public IReadOnlyList<ValueNode> Values { get; } = values;
}

public sealed class ObjectValueNode(ObjectFieldNode[] fields, SourceSpan span) : ValueNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.ObjectValue;

    public IReadOnlyList<ObjectFieldNode> Fields { get; } = fields;
}

public sealed class ObjectFieldNode(Name name, ValueNode value, SourceSpan span)
    : SyntaxNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.ObjectField;

    public Name Name { get; } = name;

    public ValueNode Value { get; } = value;
}

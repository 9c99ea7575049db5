using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>A variable of an operation, with its type and its default as JSON. Source: GraphQL §2.11.</summary>
public sealed class VariableDefinition
{
    private readonly byte[]? _defaultJson;

    internal VariableDefinition(int index, VariableDefinitionNode syntax, SchemaType type)
    {
        Index = index;
        Syntax = syntax;
        Type = type;
        Name = syntax.Variable.Name.Value;
        Utf8Name = Encoding.UTF8.GetBytes(Name);
        _defaultJson = syntax.DefaultValue is { } value ? InputCoercion.ToJson(value, type) : null;
    }

    /// <summary>Position among the operation's variables, from 0.</summary>
    public int Index { get; }

    /// <summary>Without the dollar sign.</summary>
    public string Name { get; }

    public byte[] Utf8Name { get; }

    public SchemaType Type { get; }

    public VariableDefinitionNode Syntax { get; }

    /// <summary>Canonical JSON, coerced to the type.</summary>
    public ReadOnlySpan<byte> DefaultJson => _defaultJson;

    public bool HasDefault => _defaultJson is not null;

    /// <summary>Whether the client must give it.</summary>
    public bool IsRequired => Type.IsNonNull && !HasDefault;

    public override string ToString() => $"${Name}: {Type}";
}

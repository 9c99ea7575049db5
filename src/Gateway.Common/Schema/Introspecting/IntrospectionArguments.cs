using System.Text.Json;
using Gateway.Common.Language;

namespace Gateway.Common.Schema.Introspecting;

/// <summary>Reads the few arguments that introspection and selections take.</summary>
internal sealed class IntrospectionArguments(VariableValues variables)
{
    /// <summary>Null where it is not given, or given as null.</summary>
    public string? Text(FieldNode node, ReadOnlySpan<byte> name) => Find(node.Arguments, name) switch
    {
        StringValueNode text => text.Value,
        VariableNode variable => TextOf(variable),
        _ => null,
    };

    public bool IsTrue(IReadOnlyList<ArgumentNode> arguments, ReadOnlySpan<byte> name) => Find(arguments, name) switch
    {
        BooleanValueNode boolean => boolean.Value,
        VariableNode variable => variables.IsTrue(IndexOf(variable)),
        _ => false,
    };

    /// <summary>Whether <c>@skip</c> and <c>@include</c> leave a selection in.</summary>
    /// <remarks>Source: GraphQL §3.13.1, §3.13.2.</remarks>
    public bool IsIncluded(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            var isSkip = directive.Name.Is("skip"u8);
            if ((isSkip || directive.Name.Is("include"u8)) && IsTrue(directive.Arguments, "if"u8) == isSkip)
            {
                return false;
            }
        }

        return true;
    }

    private string? TextOf(VariableNode variable)
    {
        if (!variables.TryGet(IndexOf(variable), out var json))
        {
            return null;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    private int IndexOf(VariableNode variable)
    {
        var index = variables.Variables.IndexOf(variable.Name);
        return index >= 0 ? index : throw new InputCoercionException($"\"${variable.Name}\" is not defined.");
    }

    private static ValueNode? Find(IReadOnlyList<ArgumentNode> arguments, ReadOnlySpan<byte> name)
    {
        foreach (var argument in arguments)
        {
            if (argument.Name.Is(name))
            {
                return argument.Value;
            }
        }

        return null;
    }
}

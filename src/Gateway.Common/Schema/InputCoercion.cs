using System.Buffers;
using Gateway.Common.Language;
using Gateway.Common.Primitives;
using Gateway.Common.Schema.Coercion;

namespace Gateway.Common.Schema;

/// <summary>Coerces literals to input types and writes them as JSON.</summary>
/// <remarks>Source: GraphQL §3.5 to §3.12, Input Coercion; §6.4.1 for variables in literals.</remarks>
public static class InputCoercion
{
    /// <summary>Nesting of literals, defaults of input fields included.</summary>
    public const int DepthMax = 200;

    /// <summary>
    /// Writes a literal as canonical JSON: lists of one wrapped, defaults filled in, enum values as strings.
    /// </summary>
    /// <param name="value">May hold variables where <paramref name="variables"/> are given.</param>
    /// <param name="type">The argument's or input field's type.</param>
    /// <param name="variables">Null for constants.</param>
    /// <param name="output">Receives nothing where the result is false.</param>
    /// <returns>False where the value is a variable that has none: then the default applies, if any.</returns>
    /// <exception cref="InputCoercionException">The value does not fit; a part may have been written.</exception>
    public static bool WriteLiteral(
        ValueNode value, SchemaType type, VariableValues? variables, IBufferWriter<byte> output) =>
        new LiteralWriter(variables, output).TryWrite(value, type, 0);

    /// <summary>A constant literal as canonical JSON.</summary>
    /// <exception cref="InputCoercionException">It does not fit the type.</exception>
    public static byte[] ToJson(ValueNode value, SchemaType type)
    {
        using var buffer = new PooledBytes();
        WriteLiteral(value, type, null, buffer);
        return buffer.Span.ToArray();
    }

    /// <summary>The default of an argument or input field that has one, as canonical JSON; encoded once.</summary>
    /// <exception cref="InputCoercionException">It does not fit the type.</exception>
    public static ReadOnlySpan<byte> DefaultJson(InputValueDefinition input) =>
        input.DefaultJson ??= ToJson(
            input.DefaultValue ?? throw new InputCoercionException($"\"{input.Name}\" has no default."), input.Type);
}

using System.Buffers;
using System.Text;
using Gateway.Common.Schema.Coercion;

namespace Gateway.Common.Schema.Introspecting;

/// <summary>Writes JSON token by token, with commas where they belong and a bound on all of it.</summary>
internal sealed class IntrospectionOutput(IBufferWriter<byte> output)
{
    private long _written;
    private bool _needsComma;

    public void BeginObject() => Begin("{"u8);

    public void EndObject() => End("}"u8);

    public void BeginList() => Begin("["u8);

    public void EndList() => End("]"u8);

    public void Key(IntrospectionSelection field)
    {
        Item();
        Write(field.Key);
    }

    /// <summary>What stands before each item of a list.</summary>
    public void Item()
    {
        if (_needsComma)
        {
            Write(","u8);
        }

        _needsComma = true;
    }

    public void Null() => Write("null"u8);

    public void Boolean(bool? value) => Write(value is null ? "null"u8 : value.Value ? "true"u8 : "false"u8);

    public void Text(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        Count(value.Length);
        JsonText.WriteString(Encoding.UTF8.GetBytes(value), output);
    }

    /// <summary>The fields that members of all kinds have in common.</summary>
    public void Member(SchemaMember member, string typeName, string? deprecationReason, string fieldName)
    {
        switch (fieldName)
        {
            case "name":
                Text(member.Name);
                break;
            case "description":
                Text(member.Description);
                break;
            case "isDeprecated":
                Boolean(deprecationReason is not null);
                break;
            case "deprecationReason":
                Text(deprecationReason);
                break;
            default:
                Text(typeName);
                break;
        }
    }

    private void Begin(ReadOnlySpan<byte> bracket)
    {
        Write(bracket);
        _needsComma = false;
    }

    private void End(ReadOnlySpan<byte> bracket)
    {
        Write(bracket);
        _needsComma = true;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        Count(bytes.Length);
        output.Write(bytes);
    }

    private void Count(int bytes)
    {
        _written += bytes;
        if (_written > Introspection.BytesMax)
        {
            throw new IntrospectionLimitException(
                $"The introspection's answer is larger than {Introspection.BytesMax} bytes.");
        }
    }
}

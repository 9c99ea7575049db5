using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Elements that no contract names, from JSON.</summary>
/// <remarks>
/// Shape: a node is <c>{"name", "namespace"?, "attributes"?: {…}, "children"?: [text or node]}</c>; content is a text,
/// or a list of texts and nodes. Nothing is lost: order, namespaces and mixed text stay.
/// Errors: <see cref="SourceException"/> with <see cref="SourceErrorCodes.InvalidArgument"/>.
/// </remarks>
internal static class JsonXml
{
    public const int DepthMax = 32;
    public const int AttributesMax = 64;

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."u8);

    public static void WriteNode(IBufferWriter<byte> body, ReadOnlySpan<byte> json) => WriteNode(body, json, depth: 0);

    public static void WriteContent(IBufferWriter<byte> body, ReadOnlySpan<byte> json) =>
        WriteContent(body, json, depth: 0);

    private static void WriteContent(IBufferWriter<byte> body, ReadOnlySpan<byte> json, int depth)
    {
        var items = new JsonItems(json);
        while (items.MoveNext())
        {
            if (items.Current[0] == (byte)'{')
            {
                WriteNode(body, items.Current, depth);
            }
            else if (items.Current[0] != (byte)'n')
            {
                WriteText(body, items.Current);
            }
        }
    }

    private static void WriteNode(IBufferWriter<byte> body, ReadOnlySpan<byte> json, int depth)
    {
        if (depth > DepthMax || json[0] != (byte)'{')
        {
            throw Invalid();
        }

        ReadOnlySpan<byte> name = default, ns = default, attributes = default, children = default;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ref var member = ref children;
            member = ref reader.ValueTextEquals("name"u8) ? ref name
                : ref reader.ValueTextEquals("namespace"u8) ? ref ns
                : ref reader.ValueTextEquals("attributes"u8) ? ref attributes
                : ref children;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            member = json[start..(int)reader.BytesConsumed];
        }

        var local = CheckName(name);
        body.Write("<"u8);
        body.Write(local);
        body.Write(" xmlns=\""u8);
        WriteText(body, ns.IsEmpty ? "\"\""u8 : ns);
        body.Write("\""u8);
        WriteAttributes(body, attributes);
        body.Write(">"u8);
        WriteContent(body, children, depth + 1);
        body.Write("</"u8);
        body.Write(local);
        body.Write(">"u8);
    }

    private static void WriteAttributes(IBufferWriter<byte> body, ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return;
        }

        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw Invalid();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var name = CheckName(json.Slice(start, reader.ValueSpan.Length + 2));
            if (name.SequenceEqual("xmlns"u8))
            {
                throw Invalid();
            }

            body.Write(" "u8);
            body.Write(name);
            body.Write("=\""u8);
            reader.Read();
            start = (int)reader.TokenStartIndex;
            reader.Skip();
            WriteText(body, json[start..(int)reader.BytesConsumed]);
            body.Write("\""u8);
        }
    }

    /// <summary>Attributes that no contract names: a list of <c>{"name", "namespace"?, "value"}</c>.</summary>
    public static void WriteAnyAttributes(IBufferWriter<byte> body, ReadOnlySpan<byte> json)
    {
        var count = 0;
        var items = new JsonItems(json);
        while (items.MoveNext())
        {
            if (items.Current[0] != (byte)'{' || ++count > AttributesMax)
            {
                throw Invalid();
            }

            WriteAnyAttribute(body, items.Current, count);
        }
    }

    private static void WriteAnyAttribute(IBufferWriter<byte> body, ReadOnlySpan<byte> json, int number)
    {
        ReadOnlySpan<byte> name = default, ns = default, value = default, other = default;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ref var member = ref other;
            member = ref reader.ValueTextEquals("name"u8) ? ref name
                : ref reader.ValueTextEquals("namespace"u8) ? ref ns
                : ref reader.ValueTextEquals("value"u8) ? ref value
                : ref other;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            member = json[start..(int)reader.BytesConsumed];
        }

        var local = CheckName(name);
        if (local.StartsWith("xmlns"u8))
        {
            throw Invalid();
        }

        body.Write(" "u8);
        if (ns.Length > "\"\"".Length)
        {
            var prefix = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"a{number}"));
            body.Write("xmlns:"u8);
            body.Write(prefix);
            body.Write("=\""u8);
            WriteText(body, ns);
            body.Write("\" "u8);
            body.Write(prefix);
            body.Write(":"u8);
        }

        body.Write(local);
        body.Write("=\""u8);
        WriteText(body, value.IsEmpty ? "\"\""u8 : value);
        body.Write("\""u8);
    }

    private static ReadOnlySpan<byte> CheckName(ReadOnlySpan<byte> json)
    {
        if (json.Length < 3 || json[0] != (byte)'"')
        {
            throw Invalid();
        }

        var name = json[1..^1];
        return name.ContainsAnyExcept(NameBytes) || name[0] is (byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9')
            ? throw Invalid()
            : name;
    }

    private static void WriteText(IBufferWriter<byte> body, ReadOnlySpan<byte> json)
    {
        if (json[0] != (byte)'"')
        {
            body.Write(json[0] is (byte)'{' or (byte)'[' ? throw Invalid() : json);
            return;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        var text = new byte[json.Length];
        if (!XmlText.TryWrite(body, text.AsSpan(0, reader.CopyString(text))))
        {
            throw Invalid();
        }
    }

    private static SourceException Invalid() => new(
        SourceErrorCodes.InvalidArgument,
        "An XML value is text, or a list of texts and of objects with name, namespace, attributes and children.");
}

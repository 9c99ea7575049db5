using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Writes JSON values as XML by their plans.</summary>
/// <remarks>
/// Errors: <see cref="SourceException"/> with <see cref="SourceErrorCodes.InvalidArgument"/> for a value that XML
/// cannot carry, or of another shape than its type.
/// </remarks>
internal static class ValueWriter
{
    /// <summary>Input objects within one another.</summary>
    public const int DepthMax = 64;

    private const int StackFieldsMax = 64;
    private const int StackBytesMax = 512;

    private static ReadOnlySpan<byte> Nil =>
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>"u8;

    /// <param name="json">Empty where absent.</param>
    public static void WriteField(IBufferWriter<byte> body, FieldPlan field, ReadOnlySpan<byte> json, int depth)
    {
        if (json.IsEmpty || IsNull(json))
        {
            if (field.IsNillable && (field.IsRequired || !json.IsEmpty))
            {
                body.Write(field.Start);
                body.Write(Nil);
            }

            return;
        }

        if (!field.IsList)
        {
            WriteOne(body, field, json, depth);
            return;
        }

        if (json[0] != (byte)'[')
        {
            throw Invalid(field, "is no list");
        }

        var items = new JsonItems(json);
        while (items.MoveNext())
        {
            if (!IsNull(items.Current))
            {
                WriteOne(body, field, items.Current, depth);
            }
            else if (field.IsNillable)
            {
                body.Write(field.Start);
                body.Write(Nil);
            }
        }
    }

    private static void WriteOne(IBufferWriter<byte> body, FieldPlan field, ReadOnlySpan<byte> json, int depth)
    {
        switch (field.Kind)
        {
            case XmlNodeKind.Attribute:
                body.Write(field.Start);
                WriteLeaf(body, field, json);
                body.Write(field.End);
                break;
            case XmlNodeKind.AnyAttribute:
                JsonXml.WriteAnyAttributes(body, json);
                break;
            case XmlNodeKind.Text when field.Value == LeafValuePlan.Json:
                JsonXml.WriteContent(body, json);
                break;
            case XmlNodeKind.Text:
                WriteLeaf(body, field, json);
                break;
            case XmlNodeKind.Any:
                JsonXml.WriteNode(body, json);
                break;
            case XmlNodeKind.Presence:
                if (json.SequenceEqual("true"u8))
                {
                    body.Write(field.Start);
                    body.Write("/>"u8);
                }

                break;
            case XmlNodeKind.Group:
                WriteObject(body, field, json, isGroup: true, depth + 1);
                break;
            default:
                WriteElement(body, field, json, depth);
                break;
        }
    }

    private static void WriteElement(IBufferWriter<byte> body, FieldPlan field, ReadOnlySpan<byte> json, int depth)
    {
        body.Write(field.Start);
        if (field.Value is ObjectValuePlan { IsOneOfTypes: true } types)
        {
            WriteOfType(body, field, types, json, depth + 1);
        }
        else if (field.Value is ObjectValuePlan)
        {
            WriteObject(body, field, json, isGroup: false, depth + 1);
        }
        else
        {
            body.Write(">"u8);
            if (field.Value == LeafValuePlan.Json)
            {
                JsonXml.WriteContent(body, json);
            }
            else
            {
                WriteLeaf(body, field, json);
            }
        }

        body.Write(field.End);
    }

    /// <summary>The rest of an element whose value is of the type that its one member says.</summary>
    private static void WriteOfType(
        IBufferWriter<byte> body, FieldPlan field, ObjectValuePlan types, ReadOnlySpan<byte> json, int depth)
    {
        var members = new Range[types.Fields.Length];
        if (json[0] != (byte)'{' || depth > DepthMax)
        {
            throw Invalid(field, "is no object");
        }

        FindMembers(types, json, members);
        var given = Array.FindIndex(members, static member => !member.Equals(0..0));
        if (given < 0 || IsNull(json[members[given]]))
        {
            throw Invalid(field, "is of no type");
        }

        var type = types.Fields[given];
        body.Write(type.Start);
        if (type.Value is ObjectValuePlan)
        {
            WriteObject(body, type, json[members[given]], isGroup: false, depth);
        }
        else
        {
            // A type without content.
            body.Write(">"u8);
        }
    }

    /// <summary>The rest of the start tag and the content; of a group the content alone.</summary>
    private static void WriteObject(
        IBufferWriter<byte> body, FieldPlan field, ReadOnlySpan<byte> json, bool isGroup, int depth)
    {
        if (json[0] != (byte)'{' || field.Value is not ObjectValuePlan plan)
        {
            throw Invalid(field, "is no object");
        }

        if (depth > DepthMax)
        {
            throw Invalid(field, "nests too deep");
        }

        Span<Range> members = plan.Fields.Length <= StackFieldsMax
            ? stackalloc Range[plan.Fields.Length]
            : new Range[plan.Fields.Length];
        FindMembers(plan, json, members);
        for (var index = 0; index < plan.Fields.Length; index++)
        {
            if (index == plan.AttributeCount && !isGroup)
            {
                body.Write(">"u8);
            }

            WriteField(body, plan.Fields[index], json[members[index]], depth);
        }

        if (plan.AttributeCount == plan.Fields.Length && !isGroup)
        {
            body.Write(">"u8);
        }
    }

    /// <summary>Members may stand in any order; the contract's order is that of the plan.</summary>
    private static void FindMembers(ObjectValuePlan plan, ReadOnlySpan<byte> json, Span<Range> members)
    {
        members.Fill(0..0);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = plan.IndexOf(reader.ValueSpan);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (index >= 0)
            {
                members[index] = start..(int)reader.BytesConsumed;
            }
        }
    }

    private static void WriteLeaf(IBufferWriter<byte> body, FieldPlan field, ReadOnlySpan<byte> json)
    {
        if (!field.IsTextList)
        {
            WriteText(body, field, json);
            return;
        }

        var isFirst = true;
        var items = new JsonItems(json);
        while (items.MoveNext())
        {
            body.Write(isFirst ? default : " "u8);
            isFirst = false;
            WriteText(body, field, items.Current);
        }
    }

    private static void WriteText(IBufferWriter<byte> body, FieldPlan field, ReadOnlySpan<byte> json)
    {
        if (field.Value == LeafValuePlan.Binary && field.Kind != XmlNodeKind.Attribute && body is MtomBody mtom)
        {
            if (!mtom.TryAttach(json))
            {
                throw Invalid(field, "is no base64");
            }

            return;
        }

        if (json[0] is (byte)'{' or (byte)'[')
        {
            throw Invalid(field, "is no single value");
        }

        if (json[0] != (byte)'"')
        {
            body.Write(json);
            return;
        }

        var text = json[1..^1];
        if (field.Value is LeafValuePlan { EnumTexts: { } texts })
        {
            body.Write((texts.Find(text) ?? throw Invalid(field, "is none of the enum's values")).Wire);
        }
        else if (!(text.Contains((byte)'\\') ? TryWriteUnescaped(body, json) : XmlText.TryWrite(body, text)))
        {
            throw Invalid(field, "has a character that XML does not allow");
        }
    }

    private static bool TryWriteUnescaped(IBufferWriter<byte> body, ReadOnlySpan<byte> json)
    {
        byte[]? rented = null;
        Span<byte> text = json.Length <= StackBytesMax
            ? stackalloc byte[StackBytesMax]
            : rented = ArrayPool<byte>.Shared.Rent(json.Length);
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            return XmlText.TryWrite(body, text[..reader.CopyString(text)]);
        }
        catch (InvalidOperationException)
        {
            // An escaped surrogate without its pair is no text.
            return false;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private static bool IsNull(ReadOnlySpan<byte> json) => json.SequenceEqual("null"u8);

    private static SourceException Invalid(FieldPlan field, string what) =>
        new(SourceErrorCodes.InvalidArgument, $"{Encoding.UTF8.GetString(field.Name)} {what}.");
}

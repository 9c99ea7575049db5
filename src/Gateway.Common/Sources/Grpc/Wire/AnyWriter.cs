using System.Text;
using System.Text.Json;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>The JSON of a google.protobuf.Any → that message, without tag and length.</summary>
/// <remarks>
/// Shape: what <see cref="AnyReader"/> writes, in any order of members. A client writes it as free JSON, so that every
/// value is looked at here. Errors: <see cref="SourceException"/> with <see cref="SourceErrorCodes.InvalidArgument"/>
/// for members and values that the type does not have. Source: Protocol Buffers, ProtoJSON format.
/// </remarks>
internal readonly struct AnyWriter(ProtoWriter output, InputFieldPlan any)
{
    private readonly ProtoWriter _output = output;

    /// <summary>The Any as the client knows it, and the types it may hold.</summary>
    private readonly InputFieldPlan _any = any;

    public void Write(ref JsonCursor json, int depth)
    {
        var type = TypeOf(json);
        _output.Tag(1, WireType.Bytes);
        new ValueWriter(_output).WriteText(type);
        var name = AnyReader.NameOf(Encoding.UTF8.GetBytes(TextOf(type)));
        var kind = ProtoKinds.OfWellKnown(name);
        if (kind == ProtoKind.None && _any.AnyTypes?.FindMessage(name) is { } message)
        {
            _output.Tag(2, WireType.Bytes);
            var start = _output.BeginLength();
            WriteFields(message, ref json, isAny: true, depth);
            _output.EndLength(start);
            return;
        }

        Expect(ref json, (byte)'{', "must be an object");
        do
        {
            var member = TakeName(ref json);
            if (member == "@type")
            {
                json.TakeValue();
            }
            else if (member != "value" || kind == ProtoKind.Empty)
            {
                throw _any.Refused("must have @type and value, in base64 where the type is not of the contract");
            }
            else
            {
                _output.Tag(2, WireType.Bytes);
                WriteValue(kind, ref json, depth);
            }
        }
        while (json.TryTake((byte)','));
        json.Expect((byte)'}');
    }

    /// <param name="json">At the object; a copy.</param>
    /// <returns>With its quotes.</returns>
    private ReadOnlySpan<byte> TypeOf(JsonCursor json)
    {
        Expect(ref json, (byte)'{', "must be an object");
        while (json.Peek() != (byte)'}')
        {
            if (TakeName(ref json) == "@type")
            {
                return json.Peek() == (byte)'"' ? json.TakeString() : throw _any.Refused("must have a text as @type");
            }

            json.TakeValue();
            json.TryTake((byte)',');
        }

        throw _any.Refused("must have @type");
    }

    /// <summary>What stands under <c>value</c>, with its length.</summary>
    private void WriteValue(ProtoKind kind, ref JsonCursor json, int depth)
    {
        if (kind == ProtoKind.None)
        {
            new ValueWriter(_output).WriteBase64(_any, ValueWriter.Text(_any, ref json));
            return;
        }

        WriteOne(new InputFieldPlan("value", 2, kind) { AnyTypes = _any.AnyTypes }, null, null, ref json, depth);
    }

    private void WriteFields(AnyMessage message, ref JsonCursor json, bool isAny, int depth)
    {
        if (depth >= ProtoReader.DepthMax)
        {
            throw _any.Refused("is nested too deep");
        }

        Expect(ref json, (byte)'{', "must be an object where it holds a message");
        if (json.TryTake((byte)'}'))
        {
            return;
        }

        do
        {
            var name = TakeName(ref json);
            if (isAny && name == "@type")
            {
                json.TakeValue();
                continue;
            }

            var field = message.Find(Encoding.UTF8.GetBytes(name));
            WriteField(
                field ?? throw _any.Refused($"has a member that {message.FullName} does not have"), ref json, depth);
        }
        while (json.TryTake((byte)','));
        json.Expect((byte)'}');
    }

    private void WriteField(AnyField field, ref JsonCursor json, int depth)
    {
        var isValue = field is { Plan: { Kind: ProtoKind.Value, IsList: false }, Key: null };
        if (json.Peek() == (byte)'n' && !isValue)
        {
            json.TakeValue();
        }
        else if (field.Key is { } key)
        {
            WriteMap(field, key, ref json, depth);
        }
        else if (field.Plan.IsList)
        {
            WriteList(field, ref json, depth);
        }
        else
        {
            _output.Tag(field.Plan.Number, field.Plan.WireType);
            WriteOne(field.Plan, field.Message, field.Enum, ref json, depth);
        }
    }

    private void WriteList(AnyField field, ref JsonCursor json, int depth)
    {
        Expect(ref json, (byte)'[', $"needs a list for \"{field.Plan.Text}\"");
        if (json.TryTake((byte)']'))
        {
            return;
        }

        var start = 0;
        if (field.Plan.IsPacked)
        {
            _output.Tag(field.Plan.Number, WireType.Bytes);
            start = _output.BeginLength();
        }

        do
        {
            if (!field.Plan.IsPacked)
            {
                _output.Tag(field.Plan.Number, field.Plan.WireType);
            }

            WriteOne(field.Plan, field.Message, field.Enum, ref json, depth);
        }
        while (json.TryTake((byte)','));
        json.Expect((byte)']');
        if (field.Plan.IsPacked)
        {
            _output.EndLength(start);
        }
    }

    private void WriteMap(AnyField field, InputFieldPlan key, ref JsonCursor json, int depth)
    {
        const int valueNumber = 2;
        Expect(ref json, (byte)'{', $"needs an object for \"{field.Plan.Text}\"");
        if (json.TryTake((byte)'}'))
        {
            return;
        }

        do
        {
            _output.Tag(field.Plan.Number, WireType.Bytes);
            var start = _output.BeginLength();
            json.Peek();
            _output.Tag(key.Number, key.WireType);
            WriteKey(key, json.TakeString());
            json.Expect((byte)':');
            _output.Tag(valueNumber, field.Plan.WireType);
            WriteOne(field.Plan, field.Message, field.Enum, ref json, depth);
            _output.EndLength(start);
        }
        while (json.TryTake((byte)','));
        json.Expect((byte)'}');
    }

    private void WriteKey(InputFieldPlan key, ReadOnlySpan<byte> quoted)
    {
        var text = new JsonCursor(key.Kind == ProtoKind.Bool ? quoted[1..^1] : quoted);
        WriteOne(key, null, null, ref text, 0);
    }

    /// <summary>One value, without its tag.</summary>
    private void WriteOne(InputFieldPlan plan, AnyMessage? message, AnyEnum? @enum, ref JsonCursor json, int depth)
    {
        switch (plan.Kind)
        {
            case ProtoKind.Group:
                WriteFields(message!, ref json, isAny: false, depth + 1);
                _output.Tag(plan.Number, WireType.EndGroup);
                break;
            case ProtoKind.Message:
                var start = _output.BeginLength();
                WriteFields(message!, ref json, isAny: false, depth + 1);
                _output.EndLength(start);
                break;
            case ProtoKind.Any:
                var inner = _output.BeginLength();
                new AnyWriter(_output, plan).Write(ref json, Deeper(depth));
                _output.EndLength(inner);
                break;
            case ProtoKind.Empty:
                Expect(ref json, (byte)'{', "must be an object where it holds a message");
                Expect(ref json, (byte)'}', "has a member that google.protobuf.Empty does not have");
                _output.Varint(0);
                break;
            case ProtoKind.Enum:
                WriteEnum(plan, @enum, ref json);
                break;
            case ProtoKind.Bool or ProtoKind.BoolValue when json.Peek() is not ((byte)'t' or (byte)'f'):
                throw plan.Refused("is no BOOL");
            default:
                new ValueWriter(_output).Write(plan, ref json);
                break;
        }
    }

    private int Deeper(int depth) =>
        depth + 1 < ProtoReader.DepthMax ? depth + 1 : throw _any.Refused("is nested too deep");

    /// <summary>By name or by number.</summary>
    private void WriteEnum(InputFieldPlan plan, AnyEnum? @enum, ref JsonCursor json)
    {
        if (json.Peek() == (byte)'"')
        {
            var number = @enum?.NumberOf(TextOf(json.TakeString())) ?? throw plan.Refused("is no value of its enum");
            _output.Varint(unchecked((ulong)number));
            return;
        }

        new ValueWriter(_output).Write(new InputFieldPlan(plan.Text, plan.Number, ProtoKind.Int32), ref json);
    }

    private void Expect(ref JsonCursor json, byte token, string reason)
    {
        if (!json.TryTake(token))
        {
            throw _any.Refused(reason);
        }
    }

    private string TakeName(ref JsonCursor json)
    {
        json.Peek();
        var name = TextOf(json.TakeString());
        json.Expect((byte)':');
        return name;
    }

    private string TextOf(ReadOnlySpan<byte> quoted)
    {
        if (!quoted.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(quoted[1..^1]);
        }

        try
        {
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw _any.Refused("holds half a character");
        }
    }
}

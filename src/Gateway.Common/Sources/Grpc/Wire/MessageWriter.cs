using Gateway.Common.Results;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Writes coerced JSON as a message: one pass, forward.</summary>
/// <remarks>
/// What is null or not given is not written. Errors: <see cref="SourceException"/> with
/// <see cref="SourceErrorCodes.InvalidArgument"/>. Source: Protocol Buffers, ProtoJSON format.
/// </remarks>
internal readonly struct MessageWriter(ProtoWriter output)
{
    private readonly ProtoWriter _output = output;

    public void WriteField(InputFieldPlan field, ref JsonCursor json, int depth)
    {
        if (json.Peek() == (byte)'n' && field.Kind != ProtoKind.Value)
        {
            json.TakeValue();
        }
        else if (field.IsOneof)
        {
            WriteFields(field, ref json, depth + 1);
        }
        else if (field.IsList)
        {
            WriteList(field, ref json, depth);
        }
        else
        {
            WriteElement(field, ref json, depth);
        }
    }

    private void WriteList(InputFieldPlan field, ref JsonCursor json, int depth)
    {
        json.Expect((byte)'[');
        if (json.TryTake((byte)']'))
        {
            return;
        }

        var start = 0;
        if (field.IsPacked)
        {
            _output.Tag(field.Number, WireType.Bytes);
            start = _output.BeginLength();
        }

        do
        {
            if (field.IsPacked)
            {
                new ValueWriter(_output).Write(field, ref json);
            }
            else
            {
                WriteElement(field, ref json, depth);
            }
        }
        while (json.TryTake((byte)','));
        json.Expect((byte)']');
        if (field.IsPacked)
        {
            _output.EndLength(start);
        }
    }

    private void WriteElement(InputFieldPlan field, ref JsonCursor json, int depth)
    {
        if (field.Kind == ProtoKind.Empty && !json.TryTake("true"u8))
        {
            json.TakeValue();
            return;
        }

        _output.Tag(field.Number, field.WireType);
        switch (field.Kind)
        {
            case ProtoKind.Group:
                WriteFields(field, ref json, depth + 1);
                _output.Tag(field.Number, WireType.EndGroup);
                break;
            case ProtoKind.Message:
                var start = _output.BeginLength();
                WriteFields(field, ref json, depth + 1);
                _output.EndLength(start);
                break;
            case ProtoKind.Empty:
                _output.Varint(0);
                break;
            default:
                new ValueWriter(_output).Write(field, ref json);
                break;
        }
    }

    private void WriteFields(InputFieldPlan field, ref JsonCursor json, int depth)
    {
        if (depth > ProtoReader.DepthMax || field.Child is not { } plan)
        {
            throw field.Refused("is nested too deep");
        }

        json.Expect((byte)'{');
        if (json.TryTake((byte)'}'))
        {
            return;
        }

        do
        {
            json.Peek();
            var inner = plan.Find(json.TakeString()[1..^1]);
            json.Expect((byte)':');
            if (inner is null)
            {
                json.TakeValue();
            }
            else
            {
                WriteField(inner, ref json, depth);
            }
        }
        while (json.TryTake((byte)','));
        json.Expect((byte)'}');
    }
}

using System.Buffers;
using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>Resolves where each argument of a field comes from.</summary>
internal sealed class ArgumentEmitter(OperationVariables variables)
{
    private static readonly JsonWriterOptions Compact = new() { SkipValidation = true };

    /// <param name="via">The field as the source has it, with arguments that the gateway fills in.</param>
    /// <param name="given">Arguments that the client gave.</param>
    /// <param name="keyIndex">The number of the part's key that a required argument takes.</param>
    public List<FetchArgument> Emit(
        FieldSource via, IReadOnlyList<ArgumentNode> given, Func<RequiredArgument, int> keyIndex)
    {
        var arguments = new List<FetchArgument>();
        foreach (var node in given)
        {
            if (via.Field.Arguments.Find(node.Name.Utf8) is { } definition)
            {
                arguments.Add(FromLiteral(definition, node.Value));
            }
        }

        foreach (var required in via.RequiredArguments)
        {
            arguments.Add(new FetchArgument
            {
                Definition = required.Definition,
                Source = ArgumentSource.Key,
                Indexes = [keyIndex(required)],
            });
        }

        foreach (var claim in via.ClaimArguments)
        {
            arguments.Add(new FetchArgument
            {
                Definition = claim.Definition,
                Source = ArgumentSource.Claim,
                Claim = claim.Claim,
            });
        }

        return arguments;
    }

    private FetchArgument FromLiteral(InputValueDefinition definition, ValueNode value)
    {
        if (value is VariableNode variable)
        {
            return new FetchArgument
            {
                Definition = definition,
                Source = ArgumentSource.Variable,
                Literal = value,
                Indexes = [variables.IndexOf(variable.Name)],
            };
        }

        var pieces = new List<byte[]>();
        var indexes = new List<int>();
        var buffer = new ArrayBufferWriter<byte>();
        Write(value, buffer, pieces, indexes);
        pieces.Add(buffer.WrittenSpan.ToArray());
        return new FetchArgument
        {
            Definition = definition,
            Source = indexes.Count == 0 ? ArgumentSource.Constant : ArgumentSource.Template,
            Literal = value,
            Json = pieces,
            Indexes = indexes,
        };
    }

    private void Write(ValueNode value, ArrayBufferWriter<byte> buffer, List<byte[]> pieces, List<int> indexes)
    {
        switch (value)
        {
            case VariableNode variable:
                pieces.Add(buffer.WrittenSpan.ToArray());
                buffer.ResetWrittenCount();
                indexes.Add(variables.IndexOf(variable.Name));
                break;
            case ListValueNode list:
                buffer.Write("["u8);
                for (var index = 0; index < list.Values.Count; index++)
                {
                    buffer.Write(index == 0 ? ""u8 : ","u8);
                    Write(list.Values[index], buffer, pieces, indexes);
                }

                buffer.Write("]"u8);
                break;
            case ObjectValueNode @object:
                buffer.Write("{"u8);
                for (var index = 0; index < @object.Fields.Count; index++)
                {
                    buffer.Write(index == 0 ? "\""u8 : ",\""u8);
                    buffer.Write(@object.Fields[index].Name.Utf8);
                    buffer.Write("\":"u8);
                    Write(@object.Fields[index].Value, buffer, pieces, indexes);
                }

                buffer.Write("}"u8);
                break;
            default:
                WriteScalar(value, buffer);
                break;
        }
    }

    private static void WriteScalar(ValueNode value, ArrayBufferWriter<byte> buffer)
    {
        using var json = new Utf8JsonWriter(buffer, Compact);
        switch (value)
        {
            case IntValueNode number:
                json.WriteRawValue(number.Utf8, skipInputValidation: true);
                break;
            case FloatValueNode number:
                json.WriteRawValue(number.Utf8, skipInputValidation: true);
                break;
            case StringValueNode text:
                json.WriteStringValue(text.Utf8);
                break;
            case EnumValueNode name:
                json.WriteStringValue(name.Name.Utf8);
                break;
            case BooleanValueNode flag:
                json.WriteBooleanValue(flag.Value);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}

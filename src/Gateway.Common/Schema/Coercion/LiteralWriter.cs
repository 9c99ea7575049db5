using System.Buffers;
using Gateway.Common.Language;

namespace Gateway.Common.Schema.Coercion;

/// <summary>Writes one literal as JSON, with the values of variables in it.</summary>
internal readonly struct LiteralWriter(VariableValues? variables, IBufferWriter<byte> output)
{
    /// <returns>False, with nothing written, for a variable without value.</returns>
    public bool TryWrite(ValueNode value, SchemaType type, int depth)
    {
        if (depth > InputCoercion.DepthMax)
        {
            throw new InputCoercionException($"A \"{type}\" is nested deeper than {InputCoercion.DepthMax} levels.");
        }

        switch (value)
        {
            case VariableNode variable:
                return TryWriteVariable(variable, type);
            case NullValueNode:
                WriteNull(type);
                return true;
            default:
                WriteValue(value, type, depth);
                return true;
        }
    }

    private bool TryWriteVariable(VariableNode variable, SchemaType type)
    {
        if (!TryFind(variable, out var json))
        {
            return false;
        }

        if (json.SequenceEqual("null"u8))
        {
            WriteNull(type);
        }
        else
        {
            output.Write(json);
        }

        return true;
    }

    private bool TryFind(VariableNode variable, out ReadOnlySpan<byte> json)
    {
        var index = variables?.Variables.IndexOf(variable.Name) ?? -1;
        if (index < 0)
        {
            throw new InputCoercionException($"The variable \"${variable.Name}\" is not defined.");
        }

        return variables!.TryGet(index, out json);
    }

    private bool IsAbsent(ValueNode value) => value is VariableNode variable && !TryFind(variable, out _);

    private void WriteNull(SchemaType type)
    {
        if (type.IsNonNull)
        {
            throw new InputCoercionException($"A \"{type}\" cannot be null.");
        }

        output.Write("null"u8);
    }

    private void WriteValue(ValueNode value, SchemaType type, int depth)
    {
        switch (type.Nullable)
        {
            case ListType list:
                WriteList(value, list, depth);
                break;
            case InputObjectType input:
                WriteObject(value as ObjectValueNode ?? throw Unfit(input), input, depth);
                break;
            case ScalarType { Kind: ScalarKind.Custom }:
                WriteAny(value, depth);
                break;
            case NamedType leaf when LiteralFaults.FitsLeaf(value, leaf):
                WriteLeaf(value, leaf);
                break;
            default:
                throw Unfit(type);
        }
    }

    private void WriteList(ValueNode value, ListType list, int depth)
    {
        output.Write("["u8);
        if (value is not ListValueNode items)
        {
            WriteValue(value, list.ElementType, depth + 1);
        }
        else
        {
            for (var index = 0; index < items.Values.Count; index++)
            {
                output.Write(index > 0 ? ","u8 : default);
                if (!TryWrite(items.Values[index], list.ElementType, depth + 1))
                {
                    WriteNull(list.ElementType);
                }
            }
        }

        output.Write("]"u8);
    }

    private void WriteObject(ObjectValueNode value, InputObjectType type, int depth)
    {
        if (type.IsOneOf)
        {
            CheckOneOf(value, type);
        }

        foreach (var given in value.Fields)
        {
            if (type.Fields.Find(given.Name.Utf8) is null)
            {
                throw new InputCoercionException($"\"{type}\" has no field \"{given.Name}\".");
            }
        }

        output.Write("{"u8);
        var isFirst = true;
        foreach (var field in type.Fields)
        {
            var given = Find(value, field);
            if (given is not null && !IsAbsent(given))
            {
                WriteFieldName(field.Utf8Name, ref isFirst);
                TryWrite(given, field.Type, depth + 1);
            }
            else if (field.DefaultValue is { } defaultValue)
            {
                WriteFieldName(field.Utf8Name, ref isFirst);
                new LiteralWriter(null, output).TryWrite(defaultValue, field.Type, depth + 1);
            }
            else if (field.Type.IsNonNull)
            {
                throw new InputCoercionException($"\"{type}.{field.Name}\" is required.");
            }
        }

        output.Write("}"u8);
    }

    private void CheckOneOf(ObjectValueNode value, InputObjectType type)
    {
        var only = value.Fields.Count == 1 ? value.Fields[0].Value : null;
        var isGiven = only is VariableNode variable
            ? TryFind(variable, out var json) && !json.SequenceEqual("null"u8)
            : only is not (null or NullValueNode);
        if (!isGiven)
        {
            throw new InputCoercionException($"Exactly one field of \"{type}\" must be given, and not as null.");
        }
    }

    private static ValueNode? Find(ObjectValueNode value, InputValueDefinition field)
    {
        foreach (var given in value.Fields)
        {
            if (given.Name.Is(field.Utf8Name))
            {
                return given.Value;
            }
        }

        return null;
    }

    private void WriteFieldName(ReadOnlySpan<byte> name, ref bool isFirst)
    {
        output.Write(isFirst ? "\""u8 : ",\""u8);
        output.Write(name);
        output.Write("\":"u8);
        isFirst = false;
    }

    private void WriteLeaf(ValueNode value, NamedType type)
    {
        if (value is IntValueNode number && type is ScalarType { Kind: ScalarKind.ID })
        {
            JsonText.WriteString(number.Utf8, output);
        }
        else
        {
            WriteScalar(value);
        }
    }

    /// <summary>A custom scalar takes any literal: its service gives it its meaning.</summary>
    private void WriteAny(ValueNode value, int depth)
    {
        if (depth > InputCoercion.DepthMax)
        {
            throw new InputCoercionException($"A value is nested deeper than {InputCoercion.DepthMax} levels.");
        }

        switch (value)
        {
            case VariableNode variable:
                output.Write(TryFind(variable, out var json) ? json : "null"u8);
                break;
            case ListValueNode list:
                WriteAnyList(list, depth);
                break;
            case ObjectValueNode @object:
                WriteAnyObject(@object, depth);
                break;
            default:
                WriteScalar(value);
                break;
        }
    }

    private void WriteAnyList(ListValueNode list, int depth)
    {
        output.Write("["u8);
        for (var index = 0; index < list.Values.Count; index++)
        {
            output.Write(index > 0 ? ","u8 : default);
            WriteAny(list.Values[index], depth + 1);
        }

        output.Write("]"u8);
    }

    private void WriteAnyObject(ObjectValueNode value, int depth)
    {
        output.Write("{"u8);
        var isFirst = true;
        foreach (var field in value.Fields)
        {
            if (!IsAbsent(field.Value))
            {
                WriteFieldName(field.Name.Utf8, ref isFirst);
                WriteAny(field.Value, depth + 1);
            }
        }

        output.Write("}"u8);
    }

    private void WriteScalar(ValueNode value)
    {
        switch (value)
        {
            case IntValueNode number:
                output.Write(number.Utf8);
                break;
            case FloatValueNode number:
                output.Write(number.Utf8);
                break;
            case StringValueNode text:
                JsonText.WriteString(text.Utf8, output);
                break;
            case BooleanValueNode boolean:
                output.Write(boolean.Value ? "true"u8 : "false"u8);
                break;
            case EnumValueNode name:
                JsonText.WriteString(name.Name.Utf8, output);
                break;
            default:
                output.Write("null"u8);
                break;
        }
    }

    private static InputCoercionException Unfit(SchemaType type) => new($"The value is no \"{type}\".");
}

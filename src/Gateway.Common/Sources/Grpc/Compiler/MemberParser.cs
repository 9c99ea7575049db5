using System.Text;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Reads what messages, enums and services hold.</summary>
/// <param name="readGroupBody">Of a group: a message that is declared where its field is.</param>
/// <remarks>Source: Protocol Buffers Language Specification (proto2, proto3, editions).</remarks>
internal sealed class MemberParser(
    TokenCursor tokens, OptionParser options, FileNode file, Action<MessageNode, int> readGroupBody)
{
    public const int NumberMax = (1 << 29) - 1;

    private bool IsEditions => file.Syntax == "editions";

    /// <summary>field = [label] type fieldName "=" fieldNumber [options] ";", a group, or a map.</summary>
    /// <param name="siblings">Where the messages of groups and maps go.</param>
    /// <param name="oneof">-1 outside.</param>
    public FieldNode ReadField(List<MessageNode> siblings, int depth, int oneof = -1)
    {
        var field = new FieldNode { Oneof = oneof, Label = FieldLabel.Optional };
        if (oneof < 0)
        {
            ReadLabel(field);
        }

        field.TypePlace = tokens.Place;
        if (file.Syntax == "proto2" && tokens.Is("group"))
        {
            ReadGroup(field, siblings, depth);
            return field;
        }

        field.TypeName = tokens.TakeTypeName();
        field.Kind = ScalarKind(field.TypeName);
        var map = field.TypeName == "map" && tokens.Is("<") ? ReadMapTypes(field) : null;
        if (field is { Kind: not ProtoKind.None })
        {
            field.TypeName = "";
        }

        field.Place = tokens.Place;
        field.Name = tokens.TakeName();
        ReadNumber(field);
        options.ReadList(field);
        tokens.ExpectEnd(";", field);
        if (map is not null)
        {
            CompleteMap(field, map, siblings);
        }

        return field;
    }

    private void ReadLabel(FieldNode field)
    {
        var place = tokens.Place;
        if (tokens.TryTake("repeated"))
        {
            field.Label = FieldLabel.Repeated;
            return;
        }

        var isOptional = tokens.TryTake("optional");
        var isRequired = !isOptional && tokens.TryTake("required");
        if (isRequired)
        {
            field.Label = FieldLabel.Required;
        }

        field.IsProto3Optional = isOptional && file.Syntax == "proto3";
        if ((isRequired && file.Syntax != "proto2") || (isOptional && IsEditions))
        {
            throw tokens.Error(place, $"{file.Syntax} has no {(isRequired ? "required" : "optional")} fields.");
        }

        if (file.Syntax == "proto2" && !isOptional && !isRequired && !tokens.Is("map"))
        {
            throw tokens.Expected("optional, required or repeated");
        }
    }

    private void ReadNumber(FieldNode field)
    {
        tokens.Expect("=");
        var place = tokens.Place;
        field.Number = tokens.TakeInteger(1, NumberMax);
        if (field.Number is >= 19000 and <= 19999)
        {
            throw tokens.Error(place, "The numbers 19000 to 19999 are protobuf's own.");
        }
    }

    /// <summary>group = label "group" groupName "=" fieldNumber [options] messageBody.</summary>
    private void ReadGroup(FieldNode field, List<MessageNode> siblings, int depth)
    {
        tokens.Expect("group");
        field.Place = tokens.Place;
        var message = new MessageNode { Place = tokens.Place, Name = tokens.TakeName() };
        if (!char.IsAsciiLetterUpper(message.Name[0]))
        {
            throw tokens.Error(message.Place, "A group's name starts with a capital letter.");
        }

        field.Name = message.Name.ToLowerInvariant();
        field.Kind = ProtoKind.Group;
        field.TypeName = message.Name;
        ReadNumber(field);
        options.ReadList(field);
        siblings.Add(message);
        readGroupBody(message, depth + 1);
    }

    /// <summary>mapField = "map" "&lt;" keyType "," type "&gt;" mapName …, the first word taken.</summary>
    private MessageNode ReadMapTypes(FieldNode field)
    {
        tokens.Expect("<");
        var key = ReadMapType("key", 1);
        if (key.Kind is ProtoKind.None or ProtoKind.Double or ProtoKind.Float or ProtoKind.Bytes)
        {
            throw tokens.Error(key.TypePlace, "A map's keys are whole numbers, bools or strings.");
        }

        tokens.Expect(",");
        var value = ReadMapType("value", 2);
        tokens.Expect(">");
        if (field.Label == FieldLabel.Repeated || field.IsProto3Optional || field.Oneof >= 0)
        {
            throw tokens.Error(field.TypePlace, "A map has no label and is in no oneof.");
        }

        field.Label = FieldLabel.Repeated;
        return new MessageNode { IsMapEntry = true, Place = field.TypePlace, Fields = { key, value } };
    }

    private FieldNode ReadMapType(string name, int number)
    {
        var place = tokens.Place;
        var type = tokens.TakeTypeName();
        var kind = ScalarKind(type);
        return new FieldNode
        {
            Name = name,
            Number = number,
            Label = FieldLabel.Optional,
            Kind = kind,
            TypeName = kind == ProtoKind.None ? type : "",
            Place = place,
            TypePlace = place,
        };
    }

    private static void CompleteMap(FieldNode field, MessageNode entry, List<MessageNode> siblings)
    {
        var name = new StringBuilder();
        for (var index = 0; index < field.Name.Length; index++)
        {
            if (field.Name[index] != '_')
            {
                var isStart = index == 0 || field.Name[index - 1] == '_';
                name.Append(isStart ? char.ToUpperInvariant(field.Name[index]) : field.Name[index]);
            }
        }

        entry.Name = $"{name}Entry";
        field.TypeName = entry.Name;
        siblings.Add(entry);
    }

    /// <summary>extensions = "extensions" ranges [options] ";", the first word taken.</summary>
    public void ReadExtensionRanges(MessageNode message)
    {
        var first = message.ExtensionRanges.Count;
        do
        {
            message.ExtensionRanges.Add(ReadRange(1, NumberMax));
        }
        while (tokens.TryTake(","));
        options.ReadList(message.ExtensionRanges[^1]);
        foreach (var range in message.ExtensionRanges.Skip(first).SkipLast(1))
        {
            range.Options.AddRange(message.ExtensionRanges[^1].Options);
        }

        tokens.ExpectEnd(";");
    }

    /// <summary>reserved = "reserved" ( ranges | names ) ";", the first word taken.</summary>
    public void ReadReserved(List<RangeNode> numbers, List<string> names, (long Least, long Most) ranges)
    {
        do
        {
            if (tokens.Kind == (IsEditions ? ProtoTokenKind.Name : ProtoTokenKind.Text))
            {
                names.Add(IsEditions ? tokens.TakeName() : Utf8Text.Of(tokens.TakeText()));
            }
            else if (tokens.Kind is ProtoTokenKind.Name or ProtoTokenKind.Text)
            {
                throw tokens.Error(tokens.Place, "A reserved name is a text, and in editions a name.");
            }
            else
            {
                numbers.Add(ReadRange(ranges.Least, ranges.Most));
            }
        }
        while (tokens.TryTake(","));
        tokens.ExpectEnd(";");
    }

    private RangeNode ReadRange(long least, long most)
    {
        var place = tokens.Place;
        var start = tokens.TakeInteger(least, most);
        var end = !tokens.TryTake("to") ? start : tokens.TryTake("max") ? (int)most : tokens.TakeInteger(start, most);
        return new RangeNode(start, end, place);
    }

    /// <summary>enum = "enum" enumName enumBody, the first word taken.</summary>
    public EnumNode ReadEnum(SymbolVisibility visibility)
    {
        var type = new EnumNode { Place = tokens.Place, Name = tokens.TakeName(), Visibility = visibility };
        tokens.ExpectEnd("{", type);
        while (!tokens.Is("}"))
        {
            if (tokens.Is(";"))
            {
                tokens.ExpectEnd(";");
            }
            else if (tokens.TryTake("option"))
            {
                type.Options.Add(options.ReadStatement());
            }
            else if (tokens.TryTake("reserved"))
            {
                ReadReserved(type.ReservedRanges, type.ReservedNames, ranges: (int.MinValue, int.MaxValue));
            }
            else
            {
                type.Values.Add(ReadEnumValue());
            }
        }

        tokens.ExpectEnd("}");
        return type.Values.Count > 0 ? type : throw tokens.Error(type.Place, $"The enum {type.Name} has no value.");
    }

    private EnumValueNode ReadEnumValue()
    {
        var value = new EnumValueNode { Place = tokens.Place, Name = tokens.TakeName() };
        tokens.Expect("=");
        value.Number = tokens.TakeInteger(int.MinValue, int.MaxValue);
        options.ReadList(value);
        tokens.ExpectEnd(";", value);
        return value;
    }

    /// <summary>service = "service" serviceName "{" { option | rpc } "}", the first word taken.</summary>
    public ServiceNode ReadService()
    {
        var service = new ServiceNode { Place = tokens.Place, Name = tokens.TakeName() };
        tokens.ExpectEnd("{", service);
        while (!tokens.Is("}"))
        {
            if (tokens.Is(";"))
            {
                tokens.ExpectEnd(";");
            }
            else if (tokens.TryTake("option"))
            {
                service.Options.Add(options.ReadStatement());
            }
            else
            {
                tokens.Expect("rpc");
                service.Methods.Add(ReadMethod());
            }
        }

        tokens.ExpectEnd("}");
        return service;
    }

    /// <summary>rpc = "rpc" rpcName "(" [stream] type ")" "returns" "(" [stream] type ")" ( body | ";" ).</summary>
    private MethodNode ReadMethod()
    {
        var method = new MethodNode { Place = tokens.Place, Name = tokens.TakeName() };
        (method.IsClientStreaming, method.Input, method.InputPlace) = ReadMessageType();
        tokens.Expect("returns");
        (method.IsServerStreaming, method.Output, method.OutputPlace) = ReadMessageType();
        if (!tokens.Is("{"))
        {
            tokens.ExpectEnd(";", method);
            return method;
        }

        method.HasBody = true;
        tokens.ExpectEnd("{", method);
        while (!tokens.Is("}"))
        {
            if (tokens.Is(";"))
            {
                tokens.ExpectEnd(";");
                continue;
            }

            tokens.Expect("option");
            method.Options.Add(options.ReadStatement());
        }

        tokens.ExpectEnd("}");
        return method;
    }

    private (bool IsStream, string Type, ProtoPlace Place) ReadMessageType()
    {
        tokens.Expect("(");
        var isStream = tokens.TryTake("stream");
        var place = tokens.Place;
        var type = tokens.TakeTypeName();
        tokens.Expect(")");
        return (isStream, type, place);
    }

    /// <returns>None for what is no scalar's name.</returns>
    public static ProtoKind ScalarKind(string type) => type switch
    {
        "double" => ProtoKind.Double,
        "float" => ProtoKind.Float,
        "int64" => ProtoKind.Int64,
        "uint64" => ProtoKind.UInt64,
        "int32" => ProtoKind.Int32,
        "fixed64" => ProtoKind.Fixed64,
        "fixed32" => ProtoKind.Fixed32,
        "bool" => ProtoKind.Bool,
        "string" => ProtoKind.String,
        "bytes" => ProtoKind.Bytes,
        "uint32" => ProtoKind.UInt32,
        "sfixed32" => ProtoKind.SFixed32,
        "sfixed64" => ProtoKind.SFixed64,
        "sint32" => ProtoKind.SInt32,
        "sint64" => ProtoKind.SInt64,
        _ => ProtoKind.None,
    };
}

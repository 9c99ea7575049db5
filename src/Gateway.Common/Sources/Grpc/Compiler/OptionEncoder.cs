using Gateway.Common.Sources.Grpc.Wire;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Writes options as fields of the message that holds them, as <c>google.protobuf.FieldOptions</c>.</summary>
/// <remarks>
/// Options, and extensions of them, are messages like any other: what a name means is looked up in their types.
/// Errors: as <see cref="ProtoErrors"/>. Source: descriptor.proto, UninterpretedOption.
/// </remarks>
internal sealed class OptionEncoder(ProtoSymbols symbols, FileNode file, ProtoWriter output)
{
    /// <param name="type">Full name of the options' message.</param>
    /// <param name="scope">Of what the options stand in, for names of extensions.</param>
    public void Write(string type, IReadOnlyList<OptionNode> options, string scope)
    {
        WriteMembers((MessageNode)symbols.Find(type)!, options, 0, scope);
    }

    /// <summary>Options whose names begin alike are parts of one message; fields by their numbers.</summary>
    /// <param name="index">Of the name's part that is a field of the message.</param>
    private void WriteMembers(MessageNode message, IEnumerable<OptionNode> options, int index, string scope)
    {
        var fields = options.GroupBy(option => Field(message, option.Name[index], scope));
        foreach (var group in fields.OrderBy(static group => group.Key.Number))
        {
            var parts = group.Where(option => option.Name.Count > index + 1).ToList();
            var whole = group.Except(parts).ToList();
            if (group.Key.Label != FieldLabel.Repeated && whole.Count + Math.Min(parts.Count, 1) > 1)
            {
                throw Twice(group.Last().Name[index]);
            }

            foreach (var option in whole)
            {
                CheckWord(group.Key, option.Value);
                WriteField(group.Key, option.Value, scope);
            }

            if (parts.Count > 0)
            {
                WriteParts(group.Key, parts, index + 1, scope);
            }
        }
    }

    /// <summary>Within a message a Boolean or an enum may be a number; by itself it is a word.</summary>
    private void CheckWord(FieldNode field, OptionValue value)
    {
        var isWord = field.Kind switch
        {
            ProtoKind.Bool => value is { Kind: OptionValueKind.Name, Text: "true" or "false" },
            ProtoKind.Enum => value.Kind == OptionValueKind.Name,
            _ => true,
        };
        if (!isWord)
        {
            throw Wrong(field, value);
        }
    }

    private void WriteParts(FieldNode field, List<OptionNode> parts, int index, string scope)
    {
        if (field.Label == FieldLabel.Repeated || symbols.Find(field.TypeName) is not MessageNode child)
        {
            var part = parts[0].Name[index - 1];
            throw ProtoErrors.Invalid(file.Path, part.Place, $"{part.Name} has no fields of its own.");
        }

        var start = Begin(field);
        WriteMembers(child, parts, index, scope);
        End(field, start);
    }

    private FieldNode Field(MessageNode message, OptionNamePart part, string scope)
    {
        if (!part.IsExtension)
        {
            return message.Fields.Find(field => field.Name == part.Name || IsGroup(field, part.Name))
                ?? throw ProtoErrors.Unresolved(file.Path, part.Place, $"the option {part.Name} of {message.Name}");
        }

        return symbols.ResolveOption(part.Name, scope, file) switch
        {
            FieldNode { Extendee: not null } extension when extension.Extendee == message.FullName => extension,
            null => throw ProtoErrors.Unresolved(file.Path, part.Place, $"the option ({part.Name})"),
            _ => throw ProtoErrors.Invalid(
                file.Path, part.Place, $"({part.Name}) is no extension of {message.FullName}."),
        };
    }

    /// <summary>In text a group goes by the name of its message.</summary>
    private static bool IsGroup(FieldNode field, string name) =>
        field.Kind == ProtoKind.Group && field.TypeName.EndsWith($".{name}", StringComparison.Ordinal);

    private void WriteField(FieldNode field, OptionValue value, string scope)
    {
        if (value.Kind == OptionValueKind.List && field.Label == FieldLabel.Repeated)
        {
            foreach (var item in value.Items)
            {
                WriteField(field, item, scope);
            }
        }
        else if (field.Kind is ProtoKind.Message or ProtoKind.Group)
        {
            WriteMessage(field, value, scope);
        }
        else
        {
            output.Tag(field.Number, ProtoKinds.WireTypeOf(field.Kind));
            WriteScalar(field, value);
        }
    }

    /// <remarks>Members by their numbers, as serializers write them.</remarks>
    private void WriteMessage(FieldNode field, OptionValue value, string scope)
    {
        if (value.Kind != OptionValueKind.Message)
        {
            throw Wrong(field, value);
        }

        var message = (MessageNode)symbols.Find(field.TypeName)!;
        var start = Begin(field);
        var members = value.Members.Select(member => (Field: Field(message, member.Name, scope), member.Value));
        FieldNode? last = null;
        var oneofs = new HashSet<int>();
        foreach (var (inner, given) in members.OrderBy(static member => member.Field.Number))
        {
            var isTwice = inner == last && inner.Label != FieldLabel.Repeated;
            if (isTwice || (inner is { Oneof: >= 0, IsProto3Optional: false } && !oneofs.Add(inner.Oneof)))
            {
                throw ProtoErrors.Invalid(file.Path, given.Place, $"{inner.Name}, or its oneof, is set twice.");
            }

            last = inner;
            WriteField(inner, given, scope);
        }

        End(field, start);
    }

    private int Begin(FieldNode field)
    {
        output.Tag(field.Number, field.Kind == ProtoKind.Group ? WireType.StartGroup : WireType.Bytes);
        return field.Kind == ProtoKind.Group ? 0 : output.BeginLength();
    }

    private void End(FieldNode field, int start)
    {
        if (field.Kind == ProtoKind.Group)
        {
            output.Tag(field.Number, WireType.EndGroup);
        }
        else
        {
            output.EndLength(start);
        }
    }

    private void WriteScalar(FieldNode field, OptionValue value)
    {
        switch (field.Kind)
        {
            case ProtoKind.String or ProtoKind.Bytes:
                var bytes = value.Kind == OptionValueKind.Text ? Utf8Text.Bytes(value.Text) : throw Wrong(field, value);
                output.Varint((ulong)bytes.Length);
                output.Bytes(bytes);
                break;
            case ProtoKind.Bool:
                output.Varint(value.Text is "true" or "t" or "1" ? 1UL
                    : value.Text is "false" or "f" or "0" ? 0UL : throw Wrong(field, value));
                break;
            case ProtoKind.Enum:
                output.Varint((ulong)EnumNumber(field, value));
                break;
            case ProtoKind.Double or ProtoKind.Float:
                WriteReal(field, value);
                break;
            default:
                WriteInteger(field, value);
                break;
        }
    }

    private void WriteReal(FieldNode field, OptionValue value)
    {
        if (!OptionNumbers.TryReal(value, out var real))
        {
            throw Wrong(field, value);
        }

        if (field.Kind == ProtoKind.Double)
        {
            output.Fixed64(BitConverter.DoubleToUInt64Bits(real));
        }
        else
        {
            output.Fixed32(BitConverter.SingleToUInt32Bits((float)real));
        }
    }

    private void WriteInteger(FieldNode field, OptionValue value)
    {
        if (!OptionNumbers.TryInteger(field.Kind, value, out var number))
        {
            throw Wrong(field, value);
        }

        var bits = unchecked((ulong)(number < 0 ? (long)number : (Int128)(ulong)number));
        if (field.Kind is ProtoKind.SInt32 or ProtoKind.SInt64)
        {
            bits = ZigZag.Fold(unchecked((long)bits));
        }

        output.Bits(ProtoKinds.WireTypeOf(field.Kind), bits);
    }

    private long EnumNumber(FieldNode field, OptionValue value)
    {
        if (OptionNumbers.TryInteger(ProtoKind.Int32, value, out var number))
        {
            return (long)number;
        }

        return symbols.Find(field.TypeName) is EnumNode type
            && type.Values.Find(known => known.Name == value.Text) is { } found
            ? found.Number
            : throw Wrong(field, value);
    }

    private GrpcImportException Twice(OptionNamePart option) =>
        ProtoErrors.Invalid(file.Path, option.Place, $"The option {option.Name} is set twice.");

    private GrpcImportException Wrong(FieldNode field, OptionValue value) => ProtoErrors.Invalid(
        file.Path, value.Place, $"The value of the option {field.Name} is no {ProtoKinds.NameOf(field.Kind)}.");
}

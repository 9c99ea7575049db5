namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>What may not be said of fields and enums together: presence, packing, groups, open enums.</summary>
/// <remarks>
/// Errors: as <see cref="ProtoErrors.Invalid"/>. Source: Protocol Buffers, Feature Settings for Editions; what protoc
/// refuses.
/// </remarks>
/// <param name="file">One file.</param>
/// <param name="symbols">Of all files.</param>
internal sealed class FeatureChecks(FileNode file, ProtoSymbols symbols)
{
    private const string Presence = "field_presence";
    private const string EnumType = "enum_type";
    private const string Encoding = "repeated_field_encoding";
    private const string MessageEncoding = "message_encoding";
    private const string Implicit = "IMPLICIT";
    private const string Open = "OPEN";

    private bool IsEditions => file.Syntax == "editions";

    public void CheckField(FieldNode field)
    {
        var isRepeated = field.Label == FieldLabel.Repeated;
        var isMessage = field.Kind is ProtoKind.Message or ProtoKind.Group;
        var isPackable = isRepeated && ProtoKinds.IsPackable(field.Kind);
        Refuse(
            field,
            SaysPacked(field) && (IsEditions || !isPackable),
            "Only repeated numbers are packed, by a feature in editions.");
        var presence = Own(field, Presence);
        Refuse(
            field,
            presence is not null && (isRepeated || field.Oneof >= 0),
            "Lists and oneofs have no presence of their own.");
        Refuse(field, presence == Implicit && isMessage, "A message has a presence.");
        var isImplicit = !isRepeated && IsImplicit(field, presence);
        Refuse(field, isImplicit && field.Default is not null && IsEditions, "Without presence there is no default.");
        var encoding = Own(field, Encoding);
        Refuse(
            field,
            encoding is not null && (!isRepeated || (encoding == "PACKED" && !isPackable)),
            "Only repeated numbers are packed.");
        Refuse(
            field,
            Own(field, MessageEncoding) is not null && (!isMessage || IsMap(field)),
            "Only messages are delimited.");
        var isClosed = field.Kind == ProtoKind.Enum && symbols.FileOf(field.TypeName) is { } from
            && symbols.Find(field.TypeName) is EnumNode type && !IsOpen(type, from);
        var isOfProto3 = file.Syntax == "proto3" && field.Extendee is null;
        Refuse(
            field,
            isClosed && (isOfProto3 || IsImplicit(field, presence)),
            "Neither proto3 nor a field without presence takes a closed enum.");
        Refuse(field, IsMap(field) && !StartsAtZero(field), "An enum that a map holds starts with the number 0.");
        CheckOptions(field, isMessage);
    }

    public void CheckEnum(EnumNode type)
    {
        if (IsOpen(type, file) && type.Values[0].Number != 0)
        {
            throw ProtoErrors.Invalid(
                file.Path, type.Values[0].Place, "The first value of an open enum has the number 0.");
        }
    }

    /// <summary>Options that speak of some kinds of fields only.</summary>
    private void CheckOptions(FieldNode field, bool isMessage)
    {
        var is64Bits = field.Kind is ProtoKind.Int64 or ProtoKind.UInt64 or ProtoKind.SInt64 or ProtoKind.Fixed64
            or ProtoKind.SFixed64;
        foreach (var option in field.Options)
        {
            if (option is { Name: [{ IsExtension: false, Name: var name }], Value.Text: var value })
            {
                Refuse(
                    field,
                    name == "jstype" && value.Split('_') is [_, "STRING" or "NUMBER"] && !is64Bits,
                    "Only numbers of 64 bits have a jstype.");
                Refuse(
                    field,
                    name == "ctype" && file.Edition >= ProtoParser.Edition2024,
                    "From edition 2024 on features.(pb.cpp).string_type is in ctype's place.");
                Refuse(
                    field,
                    name is "lazy" or "unverified_lazy" && value == "true" && !isMessage,
                    "Only messages are lazy.");
            }
        }
    }

    private bool StartsAtZero(FieldNode map) =>
        symbols.Find(map.TypeName) is not MessageNode { Fields: [_, { Kind: ProtoKind.Enum } value] }
        || symbols.Find(value.TypeName) is not EnumNode type
        || type.Values[0].Number == 0;

    /// <summary>Whether numbers without a name are values too.</summary>
    private static bool IsOpen(EnumNode type, FileNode from) => from.Syntax switch
    {
        "proto2" => false,
        "proto3" => true,
        _ => (Own(type, EnumType) ?? Own(from, EnumType) ?? Open) == Open,
    };

    private bool IsImplicit(FieldNode field, string? own) => field.Oneof < 0 && field.Extendee is null
        && field.Kind is not (ProtoKind.Message or ProtoKind.Group)
        && (IsEditions ? (own ?? Own(file, Presence)) == Implicit : file.Syntax == "proto3" && !field.IsProto3Optional);

    private bool IsMap(FieldNode field) => symbols.Find(field.TypeName) is MessageNode { IsMapEntry: true };

    private bool SaysPacked(FieldNode field) => field.Options.Exists(option =>
        option is { Name: [{ Name: "packed", IsExtension: false }] } && (IsEditions || option.Value.Text != "false"));

    /// <summary>What a declaration says of a feature itself.</summary>
    public static string? Own(ProtoNode node, string feature)
    {
        foreach (var option in node.Options)
        {
            if (option.Name[0] is not { Name: "features", IsExtension: false })
            {
                continue;
            }

            if (option.Name.Count == 2 && option.Name[1].Name == feature)
            {
                return option.Value.Text;
            }

            if (option.Name.Count == 1
                && option.Value.Members.FirstOrDefault(member => member.Name.Name == feature).Value is { } value)
            {
                return value.Text;
            }
        }

        return null;
    }

    private void Refuse(FieldNode field, bool isWrong, string message)
    {
        if (isWrong)
        {
            throw ProtoErrors.Invalid(file.Path, field.Place, $"{field.Name}: {message}");
        }
    }
}

using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Grpc;

/// <summary>The directives that hold what the wire needs: <c>@grpc</c>, <c>@proto</c>, <c>@protoMember</c>.</summary>
/// <remarks>
/// The rest follows from the GraphQL types: a list is a repeated field; a non-null value has no presence, so an absent
/// one is its default; a field of a union type, or an input of a <c>@oneOf</c> type without number, is a oneof.
/// </remarks>
internal static class GrpcDirectives
{
    public const string Call =
        """
        "Binds a field to a method of a gRPC service; its arguments are the fields of the request message."
        directive @grpc(
          "With its package."
          service: String!
          method: String!
        ) on FIELD_DEFINITION
        """;

    public const string Field =
        """
        "How a value stands in its protobuf message. An enum value without number stands for all unknown numbers."
        directive @proto(
          number: Int
          "Where it does not follow from the GraphQL type: SINT32, FIXED64, STRING_VALUE, ANY …"
          type: String
          "Whether repeated numbers share one length; by default they do."
          packed: Boolean
          "Whether a message without it is none (proto2)."
          required: Boolean
          "What an absent value means, as JSON (proto2)."
          default: String
        ) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
        """;

    public const string Member =
        """
        "Which field of a oneof becomes which member of its union."
        directive @protoMember(
          number: Int!
          "The member's own name, as its `@source` has it."
          type: String!
          "Whether the member is an object around the field's value."
          wrapped: Boolean
        ) repeatable on UNION
        """;

    public const string AnyMessage =
        """
        "A message that an Any may hold; its fields as `number name TYPE`."
        directive @protoMessage(
          "With its package."
          name: String!
          fields: [String!]!
        ) repeatable on SCALAR
        """;

    public const string AnyEnum =
        """
        "An enum of such a message; its values as `NAME number`."
        directive @protoEnum(
          "With its package."
          name: String!
          values: [String!]!
        ) repeatable on SCALAR
        """;

    public static bool IsCall(FieldDefinition field) => field.HasDirective("grpc"u8);

    /// <summary>The request's path. Source: gRPC over HTTP2, "Path".</summary>
    public static string PathOf(FieldDefinition field)
    {
        var directive = field.FindDirective("grpc"u8);
        return $"/{directive.FindString("service"u8)}/{directive.FindString("method"u8)}";
    }

    /// <summary>Null where the member has none: a oneof, or an enum's value for unknown numbers.</summary>
    public static int? NumberOf(SchemaMember member) => member.FindDirective("proto"u8).FindInt("number"u8);

    public static ProtoKind KindOf(SchemaMember member, NamedType type)
    {
        var name = member.FindDirective("proto"u8).FindString("type"u8);
        if (name is null)
        {
            return ProtoKinds.Implied(type);
        }

        var kind = ProtoKinds.Parse(name);
        return kind != ProtoKind.None
            ? kind
            : throw new SourceException(
                SourceErrorCodes.Failed, $"{member.Name}: @proto(type: \"{name}\") is no type of protobuf.");
    }

    public static bool IsPacked(SchemaMember member) => member.FindDirective("proto"u8).FindBoolean("packed"u8) ?? true;

    public static bool IsDemanded(SchemaMember member) =>
        member.FindDirective("proto"u8).FindBoolean("required"u8) ?? false;

    /// <summary>JSON; null where the kind's own default holds.</summary>
    public static byte[]? DefaultOf(SchemaMember member) =>
        member.FindDirective("proto"u8).FindString("default"u8) is { } json
            ? System.Text.Encoding.UTF8.GetBytes(json)
            : null;

    public static IEnumerable<OneofMember> MembersOf(UnionType union)
    {
        foreach (var directive in union.Directives.Where(static directive => directive.Name.Is("protoMember"u8)))
        {
            var name = directive.FindString("type"u8);
            if (directive.FindInt("number"u8) is { } number
                && union.Members.FirstOrDefault(member => WireName.Of(member) == name) is { } type)
            {
                yield return new OneofMember(number, type, directive.FindBoolean("wrapped"u8) == true);
            }
        }
    }
}

/// <summary>A field of a oneof as a member of the oneof's union.</summary>
/// <param name="Number">The field's.</param>
/// <param name="Type">In the source's schema.</param>
/// <param name="IsWrapped">Whether the type is an object around the value, not the value itself.</param>
internal sealed record OneofMember(int Number, ObjectType Type, bool IsWrapped);

using Gateway.Common.Sources.Grpc.Contracts;

namespace Gateway.Common.Sources.Grpc.Import;

/// <summary>Makes object types and unions of the messages that servers send.</summary>
internal sealed class OutputTypes(ImportSession session, EnumTypes enums)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(ProtoMessage Message, SdlType Type)> _waiting = [];

    /// <summary>The type of a message that has fields.</summary>
    public string NameOf(string fullName, string path)
    {
        var message = session.FindMessage(fullName, path);
        var name = session.Names.Of(fullName, message.Package);
        if (_seen.Add(fullName))
        {
            var type = new SdlType(SdlKind.Object, name)
            {
                Description = message.Description,
                Directives = { Directives.Source(fullName) },
            };
            session.Types.Add(type);
            _waiting.Enqueue((message, type));
        }

        return name;
    }

    /// <summary>Writes the fields of all types named so far, and of those that they name.</summary>
    public void Complete()
    {
        while (_waiting.TryDequeue(out var next))
        {
            WriteFields(next.Message, next.Type);
        }
    }

    /// <summary>The type of one value of a kind, without list or non-null.</summary>
    public string ElementType(ProtoField field, ProtoKind kind, string path) => kind switch
    {
        ProtoKind.Enum => enums.NameOf(field.TypeName, path, isAnswered: true),
        ProtoKind.Message or ProtoKind.Group => NameOf(field.TypeName, path),
        _ => session.Use(ProtoKinds.ScalarOf(kind)),
    };

    private void WriteFields(ProtoMessage message, SdlType type)
    {
        var names = new NameScope();
        var oneofs = new HashSet<int>();
        foreach (var field in FieldKinds.VisibleFields(message, isInput: false))
        {
            session.CountMember();
            if (field.Oneof < 0)
            {
                type.Members.Add(WriteField(message, field, names.Take(GraphQLNames.Field(field.JsonName))));
            }
            else if (oneofs.Add(field.Oneof))
            {
                var oneof = message.Oneofs[field.Oneof];
                type.Members.Add(new SdlMember(
                    names.Take(GraphQLNames.Field(oneof.Name)), WriteUnion(message, field.Oneof, type.Name))
                {
                    Description = oneof.Description,
                });
            }
        }
    }

    private SdlMember WriteField(ProtoMessage message, ProtoField field, string name)
    {
        var path = $"{message.FullName}.{field.Name}";
        var kind = FieldKinds.Of(session, field, path, isInput: false);
        var element = ElementType(field, kind, path);
        var @default = DefaultJson.Of(field, kind, value => enums.ValueOf(field.TypeName, value));
        var isNonNull = field.IsDemanded || @default is not null;
        var member = FieldKinds.Member(field, kind, name, OutputType(message, field, kind, element, isNonNull));
        if (isNonNull)
        {
            member.Directives[^1] = Directives.Proto(
                field.Number, FieldKinds.WrittenType(kind), isRequired: field.IsDemanded, @default: @default);
        }

        if (field.IsDeprecated)
        {
            member.Directives.Add(Directives.Deprecated);
        }

        return member;
    }

    /// <remarks>What is never absent is non-null; JSON's null is a value of google.protobuf.Value.</remarks>
    private static string OutputType(
        ProtoMessage message, ProtoField field, ProtoKind kind, string element, bool isNeverAbsent)
    {
        if (field.IsRepeated)
        {
            return kind == ProtoKind.Value ? $"[{element}]!" : $"[{element}!]!";
        }

        var isMessage = field.Kind is ProtoKind.Message or ProtoKind.Group;
        var isNonNull = message.IsMapEntry ? kind != ProtoKind.Value
            : !isMessage && (!field.HasPresence || field.IsRequired);
        return isNonNull || isNeverAbsent ? element + "!" : element;
    }

    private string WriteUnion(ProtoMessage message, int oneof, string typeName)
    {
        var name = session.Names.Take(typeName + GraphQLNames.Type(message.Oneofs[oneof].Name));
        var union = new SdlType(SdlKind.Union, name) { Description = message.Oneofs[oneof].Description };
        session.Types.Add(union);
        var fields = FieldKinds.VisibleFields(message, isInput: false).Where(field => field.Oneof == oneof).ToList();
        foreach (var field in fields)
        {
            session.CountMember();
            var path = $"{message.FullName}.{field.Name}";
            var kind = FieldKinds.Of(session, field, path, isInput: false);
            var isOwn = kind == ProtoKind.Message && fields.Count(other => other.TypeName == field.TypeName) == 1;
            union.TypeNames.Add(isOwn ? NameOf(field.TypeName, path) : WriteWrapper(field, kind, path, name));
            union.Directives.Add(Directives.Member(field.Number, isOwn ? field.TypeName : path, !isOwn));
        }

        return name;
    }

    /// <summary>An object around a value that cannot be a union's member itself.</summary>
    private string WriteWrapper(ProtoField field, ProtoKind kind, string path, string union)
    {
        var name = session.Names.Take(union + GraphQLNames.Type(field.Name));
        var element = ElementType(field, kind, path);
        session.Types.Add(new SdlType(SdlKind.Object, name)
        {
            Description = field.Description,
            Directives = { Directives.Source(path) },
            Members =
            {
                FieldKinds.Member(
                    field with { Description = null },
                    kind,
                    GraphQLNames.Field(field.JsonName),
                    kind == ProtoKind.Value ? element : element + "!"),
            },
        });
        return name;
    }
}

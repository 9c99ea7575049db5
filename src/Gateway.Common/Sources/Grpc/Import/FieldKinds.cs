using Gateway.Common.Sources.Grpc.Contracts;

namespace Gateway.Common.Sources.Grpc.Import;

/// <summary>What a field is in the schema, once well-known and empty messages are told from the others.</summary>
internal static class FieldKinds
{
    /// <summary>Fields of a message that a request, or an answer, can hold.</summary>
    public static IEnumerable<ProtoField> VisibleFields(ProtoMessage message, bool isInput) =>
        message.Fields.Where(field => isInput ? !field.IsOutputOnly : !field.IsInputOnly);

    public static ProtoKind Of(ImportSession session, ProtoField field, string path, bool isInput) =>
        field.Kind is ProtoKind.Message or ProtoKind.Group
            ? OfMessage(session, field.TypeName, path, isInput, field.Kind)
            : field.Kind;

    /// <param name="kind">What a message with fields is: a message or a group.</param>
    public static ProtoKind OfMessage(
        ImportSession session, string typeName, string path, bool isInput, ProtoKind kind = ProtoKind.Message)
    {
        if (ProtoKinds.OfWellKnown(typeName) is not ProtoKind.None and var wellKnown)
        {
            session.UsesAny |= wellKnown == ProtoKind.Any;
            return wellKnown;
        }

        return VisibleFields(session.FindMessage(typeName, path), isInput).Any() ? kind : ProtoKind.Empty;
    }

    /// <summary>The <c>type</c> that <c>@proto</c> must say; null where it follows from the GraphQL type.</summary>
    public static string? WrittenType(ProtoKind kind)
    {
        var implied = kind switch
        {
            ProtoKind.Message or ProtoKind.Enum => kind,
            ProtoKind.Group => ProtoKind.Message,
            _ => ProtoKinds.ImpliedByScalar(ProtoKinds.ScalarOf(kind)),
        };
        return implied == kind ? null : ProtoKinds.NameOf(kind);
    }

    /// <summary>The name that JSON would use; the original is noted only where it cannot be told from it.</summary>
    public static string LowerCamel(string name)
    {
        var text = new System.Text.StringBuilder(name.Length);
        for (var index = 0; index < name.Length; index++)
        {
            if (name[index] != '_')
            {
                text.Append(index > 0 && name[index - 1] == '_' ? char.ToUpperInvariant(name[index]) : name[index]);
            }
        }

        return text.ToString();
    }

    /// <summary>A member with its name, number, type and notes.</summary>
    public static SdlMember Member(ProtoField field, ProtoKind kind, string name, string type)
    {
        var member = new SdlMember(name, type) { Description = field.Description };
        if (LowerCamel(field.Name) != name)
        {
            member.Directives.Add(Directives.Source(field.Name));
        }

        member.Directives.Add(Directives.Proto(field.Number, WrittenType(kind)));
        return member;
    }
}

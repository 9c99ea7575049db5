using System.Globalization;
using Gateway.Common.Sources.Grpc.Contracts;
using Gateway.Common.Sources.Grpc.Wire;

namespace Gateway.Common.Sources.Grpc.Import;

/// <summary>Writes what a google.protobuf.Any may hold: all messages and enums of the contract.</summary>
/// <remarks>
/// Shape: directives of the scalar that an Any is, by full name; google.protobuf's own need no saying.
/// </remarks>
internal static class AnyTable
{
    private const string WellKnownPackage = "google.protobuf.";

    public static IEnumerable<string> Write(ImportSession session)
    {
        var contract = session.Contract;
        var messages = contract.Messages.Values
            .Where(static message => !message.IsMapEntry && !IsWellKnown(message.FullName))
            .OrderBy(static message => message.FullName, StringComparer.Ordinal)
            .Select(message => Message(session, message));
        var enums = contract.Enums.Values
            .Where(static type => !IsWellKnown(type.FullName))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(Enum);
        return messages.Concat(enums);
    }

    private static bool IsWellKnown(string fullName) => fullName.StartsWith(WellKnownPackage, StringComparison.Ordinal);

    private static string Message(ImportSession session, ProtoMessage message)
    {
        var fields = new List<string>();
        foreach (var field in message.Fields.OrderBy(static field => field.Number))
        {
            session.CountMember();
            if (TypeOf(session.Contract, field) is { } type)
            {
                fields.Add(SdlWriter.Quote(AnyFieldText.Write(field.Number, field.Name, field.JsonName, type)));
            }
        }

        return $"@protoMessage(name: {SdlWriter.Quote(message.FullName)}, fields: [{string.Join(", ", fields)}])";
    }

    private static string Enum(ProtoEnum type)
    {
        var values = type.Values.Select(static value => SdlWriter.Quote(
            string.Create(CultureInfo.InvariantCulture, $"{value.Name} {value.Number}")));
        return $"@protoEnum(name: {SdlWriter.Quote(type.FullName)}, values: [{string.Join(", ", values)}])";
    }

    /// <returns>Null for a field of a message that the contract does not declare.</returns>
    private static string? TypeOf(ProtoContract contract, ProtoField field)
    {
        if (contract.Messages.GetValueOrDefault(field.TypeName) is { IsMapEntry: true, Fields: [var key, var value] })
        {
            return ElementOf(contract, value) is { } element
                ? AnyFieldText.Map(ProtoKinds.NameOf(key.Kind), element)
                : null;
        }

        return ElementOf(contract, field) is not { } type ? null
            : !field.IsRepeated ? type
            : AnyFieldText.List(type, field.IsPacked || !ProtoKinds.IsPackable(field.Kind));
    }

    private static string? ElementOf(ProtoContract contract, ProtoField field)
    {
        if (field.Kind is not (ProtoKind.Message or ProtoKind.Group))
        {
            return field.Kind == ProtoKind.Enum && !IsWellKnown(field.TypeName)
                ? $"{ProtoKinds.NameOf(field.Kind)} {field.TypeName}"
                : ProtoKinds.NameOf(field.Kind);
        }

        var wellKnown = ProtoKinds.OfWellKnown(field.TypeName);
        return wellKnown != ProtoKind.None ? ProtoKinds.NameOf(wellKnown)
            : contract.Messages.ContainsKey(field.TypeName) && !IsWellKnown(field.TypeName)
                ? $"{ProtoKinds.NameOf(field.Kind)} {field.TypeName}"
                : null;
    }
}

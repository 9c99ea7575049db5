using Gateway.Common.Sources.Grpc.Contracts;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Declarations of a file that is there as a descriptor: what others may refer to.</summary>
/// <remarks>Source: descriptor.proto.</remarks>
internal static class DescriptorNodes
{
    /// <param name="bytes">A FileDescriptorProto.</param>
    public static FileNode Read(ReadOnlyMemory<byte> bytes)
    {
        var record = ProtoRecord.Parse(bytes);
        var file = new FileNode(record.Text(1))
        {
            Compiled = bytes,
            Package = record.Text(2),
            Syntax = record.Text(12) is { Length: > 0 } syntax ? syntax : "proto2",
        };
        var publicImports = record.Numbers(10);
        var index = 0;
        foreach (var path in record.Texts(3))
        {
            file.Imports.Add(new ImportNode(path, publicImports.Contains(index++), false, default));
        }

        file.Messages.AddRange(record.Records(4).Select(Message));
        file.Enums.AddRange(record.Records(5).Select(Enum));
        file.Extensions.AddRange(record.Records(7).Select(Field));
        return file;
    }

    private static MessageNode Message(ProtoRecord record)
    {
        var message = new MessageNode { Name = record.Text(1) };
        message.Fields.AddRange(record.Records(2).Select(Field));
        message.Messages.AddRange(record.Records(3).Select(Message));
        message.Enums.AddRange(record.Records(4).Select(Enum));
        message.Extensions.AddRange(record.Records(6).Select(Field));
        message.ExtensionRanges.AddRange(record.Records(5).Select(
            static range => new RangeNode(range.Number(1) ?? 0, (range.Number(2) ?? 0) - 1, default)));
        return message;
    }

    private static FieldNode Field(ProtoRecord record) => new()
    {
        Name = record.Text(1),
        Number = record.Number(3) ?? 0,
        Label = (FieldLabel)(record.Number(4) ?? 1),
        Kind = (ProtoKind)(record.Number(5) ?? 0),
        TypeName = record.Text(6).TrimStart('.'),
        Extendee = record.Text(2) is { Length: > 0 } extendee ? extendee.TrimStart('.') : null,
    };

    private static EnumNode Enum(ProtoRecord record)
    {
        var type = new EnumNode { Name = record.Text(1) };
        type.Values.AddRange(record.Records(2).Select(
            static value => new EnumValueNode { Name = value.Text(1), Number = value.Number(2) ?? 0 }));
        return type;
    }
}

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>proto3's <c>optional</c>: each such field is a oneof of its own, behind the real ones.</summary>
/// <remarks>Source: Protocol Buffers, Field Presence, "How to implement field presence for proto3".</remarks>
internal static class SyntheticOneofs
{
    public static void Add(MessageNode message)
    {
        var taken = message.Fields.Select(static field => field.Name)
            .Concat(message.Oneofs.Select(static oneof => oneof.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var field in message.Fields.Where(static field => field.IsProto3Optional))
        {
            var name = field.Name.StartsWith('_') ? field.Name : $"_{field.Name}";
            while (!taken.Add(name))
            {
                name = $"X{name}";
            }

            field.Oneof = message.Oneofs.Count;
            message.Oneofs.Add(new OneofNode { Name = name, Place = field.Place });
        }
    }
}

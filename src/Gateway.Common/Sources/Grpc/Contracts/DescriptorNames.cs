namespace Gateway.Common.Sources.Grpc.Contracts;

/// <summary>Full names of all types of a descriptor set: what a name in it means.</summary>
/// <remarks>
/// A name without leading dot is seen from its scope. Source: descriptor.proto, FieldDescriptorProto.type_name.
/// </remarks>
internal sealed class DescriptorNames
{
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    /// <param name="files">FileDescriptorProtos.</param>
    public DescriptorNames(IEnumerable<ProtoRecord> files)
    {
        foreach (var file in files)
        {
            Add(file, messages: 4, enums: 5, file.Text(2), depth: 0);
        }
    }

    /// <param name="scope">Full name of what is around.</param>
    public string Resolve(string name, string scope)
    {
        if (name.StartsWith('.'))
        {
            return name[1..];
        }

        while (scope.Length > 0)
        {
            var candidate = $"{scope}.{name}";
            if (_types.Contains(candidate))
            {
                return candidate;
            }

            scope = scope.LastIndexOf('.') is >= 0 and var dot ? scope[..dot] : "";
        }

        return name;
    }

    private void Add(ProtoRecord parent, int messages, int enums, string scope, int depth)
    {
        if (depth > DescriptorSetReader.NestingMax)
        {
            return;
        }

        foreach (var type in parent.Records(enums))
        {
            _types.Add(Join(scope, type.Text(1)));
        }

        foreach (var type in parent.Records(messages))
        {
            var name = Join(scope, type.Text(1));
            _types.Add(name);
            Add(type, messages: 3, enums: 4, name, depth + 1);
        }
    }

    private static string Join(string scope, string name) => scope.Length == 0 ? name : $"{scope}.{name}";
}

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Whatever a .proto file declares.</summary>
internal abstract class ProtoNode
{
    public string Name { get; set; } = "";

    /// <summary>With package and outer messages, without leading dot; set when names are linked.</summary>
    public string FullName { get; set; } = "";

    /// <summary>Of the name.</summary>
    public ProtoPlace Place { get; set; }

    public string? Leading { get; set; }

    public string? Trailing { get; set; }

    public List<OptionNode> Options { get; } = [];

    /// <summary>Of messages and enums.</summary>
    public SymbolVisibility Visibility { get; init; }
}

internal sealed class FileNode(string path) : ProtoNode
{
    /// <summary>As imports name it.</summary>
    public string Path { get; } = path;

    /// <summary>proto2, proto3 or editions.</summary>
    public string Syntax { get; set; } = "proto2";

    /// <summary>Number as of descriptor.proto; 0 without.</summary>
    public int Edition { get; set; }

    public string Package { get; set; } = "";

    public List<ImportNode> Imports { get; } = [];

    public List<MessageNode> Messages { get; } = [];

    public List<EnumNode> Enums { get; } = [];

    public List<ServiceNode> Services { get; } = [];

    public List<FieldNode> Extensions { get; } = [];

    /// <summary>Files whose names this one may use, itself included; set when files are loaded.</summary>
    public HashSet<FileNode> Visible { get; } = [];

    /// <summary>The same for names of options.</summary>
    public HashSet<FileNode> VisibleInOptions { get; } = [];

    /// <summary>The FileDescriptorProto of a file that came as one; null where it was parsed.</summary>
    public ReadOnlyMemory<byte>? Compiled { get; init; }
}

/// <param name="IsPublic">Whoever imports the file sees the imported one too.</param>
internal sealed record ImportNode(string Path, bool IsPublic, bool IsWeak, ProtoPlace Place)
{
    /// <summary>Only names of options are seen of it, from edition 2024 on.</summary>
    public bool IsOption { get; init; }
}

internal sealed class MessageNode : ProtoNode
{
    public List<FieldNode> Fields { get; } = [];

    public List<MessageNode> Messages { get; } = [];

    public List<EnumNode> Enums { get; } = [];

    public List<FieldNode> Extensions { get; } = [];

    public List<OneofNode> Oneofs { get; } = [];

    public List<RangeNode> ExtensionRanges { get; } = [];

    public List<RangeNode> ReservedRanges { get; } = [];

    public List<string> ReservedNames { get; } = [];

    public bool IsMapEntry { get; set; }
}

internal enum FieldLabel : byte
{
    None = 0,
    Optional = 1,
    Required = 2,
    Repeated = 3,
}

internal sealed class FieldNode : ProtoNode
{
    public FieldLabel Label { get; set; }

    /// <summary>None until a message is told from an enum.</summary>
    public ProtoKind Kind { get; set; }

    /// <summary>As written, for messages and enums; afterwards the full name without leading dot.</summary>
    public string TypeName { get; set; } = "";

    public ProtoPlace TypePlace { get; set; }

    public int Number { get; set; }

    /// <summary>-1 for none.</summary>
    public int Oneof { get; set; } = -1;

    public bool IsProto3Optional { get; set; }

    /// <summary>Null for a field in its message; else as <see cref="TypeName"/>.</summary>
    public string? Extendee { get; set; }

    public ProtoPlace ExtendeePlace { get; set; }

    public string? JsonName { get; set; }

    public OptionValue? Default { get; set; }
}

internal sealed class OneofNode : ProtoNode;

internal sealed class EnumNode : ProtoNode
{
    public List<EnumValueNode> Values { get; } = [];

    public List<RangeNode> ReservedRanges { get; } = [];

    public List<string> ReservedNames { get; } = [];
}

internal sealed class EnumValueNode : ProtoNode
{
    public int Number { get; set; }
}

internal sealed class ServiceNode : ProtoNode
{
    public List<MethodNode> Methods { get; } = [];
}

internal sealed class MethodNode : ProtoNode
{
    public string Input { get; set; } = "";

    public ProtoPlace InputPlace { get; set; }

    public string Output { get; set; } = "";

    public ProtoPlace OutputPlace { get; set; }

    public bool IsClientStreaming { get; set; }

    public bool IsServerStreaming { get; set; }

    /// <summary>Options may be none, but there is a place for them.</summary>
    public bool HasBody { get; set; }
}

/// <summary>Numbers from start to end, both included.</summary>
internal sealed class RangeNode(int start, int end, ProtoPlace place) : ProtoNode
{
    public int Start { get; } = start;

    public int End { get; } = end;

    public ProtoPlace At { get; } = place;
}

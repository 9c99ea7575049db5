namespace Gateway.Common.Sources.Grpc.Contracts;

/// <summary>All files of a contract, names resolved.</summary>
internal sealed class ProtoContract
{
    public Dictionary<string, ProtoMessage> Messages { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ProtoEnum> Enums { get; } = new(StringComparer.Ordinal);

    public List<ProtoService> Services { get; } = [];
}

/// <param name="FullName">With package and outer messages, without leading dot.</param>
/// <param name="Package">Empty where the file has none.</param>
internal sealed record ProtoMessage(string FullName, string Package, string? Description)
{
    public List<ProtoField> Fields { get; } = [];

    /// <summary>Synthetic ones included, so that a field's index finds its own.</summary>
    public List<ProtoOneof> Oneofs { get; } = [];

    /// <summary>The entry that stands for a map's key and value.</summary>
    public bool IsMapEntry { get; init; }
}

internal sealed record ProtoOneof(string Name, string? Description);

internal sealed record ProtoField(string Name, int Number, ProtoKind Kind, string? Description)
{
    /// <summary>As the JSON format has it; the name in lowerCamelCase unless the contract says otherwise.</summary>
    public required string JsonName { get; init; }

    /// <summary>Full name of the message or enum, without leading dot; empty for scalars.</summary>
    public string TypeName { get; init; } = "";

    public bool IsRepeated { get; init; }

    /// <summary>Whether the wire tells an absent value from a default one.</summary>
    public bool HasPresence { get; init; }

    /// <summary>Repeated numbers in one run.</summary>
    public bool IsPacked { get; init; }

    /// <summary>Index of the oneof that it is part of; -1 for none and for proto3's <c>optional</c>.</summary>
    public int Oneof { get; init; } = -1;

    public bool IsDeprecated { get; init; }

    /// <summary><c>required</c> of proto2, or the edition's like: a message without it is no message.</summary>
    public bool IsDemanded { get; init; }

    /// <summary>What an absent value means, where the contract says it; as descriptors hold it.</summary>
    public string? Default { get; init; }

    /// <summary><c>required</c> of proto2, or <c>google.api.field_behavior</c>.</summary>
    public bool IsRequired { get; init; }

    /// <summary><c>google.api.field_behavior</c>: only in answers.</summary>
    public bool IsOutputOnly { get; init; }

    /// <summary><c>google.api.field_behavior</c>: only in requests.</summary>
    public bool IsInputOnly { get; init; }
}

/// <param name="IsOpen">Whether numbers without name are values too.</param>
internal sealed record ProtoEnum(string FullName, string Package, string? Description, bool IsOpen)
{
    public List<ProtoEnumValue> Values { get; } = [];
}

internal sealed record ProtoEnumValue(string Name, int Number, string? Description, bool IsDeprecated);

internal sealed record ProtoService(string FullName, string? Description)
{
    public List<ProtoMethod> Methods { get; } = [];
}

internal sealed record ProtoMethod(string Name, string InputType, string OutputType, string? Description)
{
    public bool IsClientStreaming { get; init; }

    public bool IsServerStreaming { get; init; }

    /// <summary>What the contract says by <c>idempotency_level</c> or <c>google.api.http</c>; null: nothing.</summary>
    public bool? IsSafe { get; init; }

    public bool IsDeprecated { get; init; }
}

namespace Gateway.Common.Sources.Grpc.Compiler;

internal enum ProtoTokenKind : byte
{
    End,
    Name,
    Integer,
    Float,
    Text,
    Symbol,
}

/// <summary>A place in a file, from 1; 0 where unknown.</summary>
internal readonly record struct ProtoPlace(int Line, int Column);

/// <param name="Text">As written; of a text what it stands for, one character a byte.</param>
internal readonly record struct ProtoToken(ProtoTokenKind Kind, string Text, ProtoPlace Place);

using Gateway.Common.Sources.Grpc.Import;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>A .proto file is not what the language allows.</summary>
internal static class ProtoErrors
{
    public static GrpcImportException Syntax(string file, ProtoPlace place, string message) =>
        new(GrpcImportCodes.Unreadable, message, file, place.Line, column: place.Column);

    public static GrpcImportException Invalid(string file, ProtoPlace place, string message) =>
        new(GrpcImportCodes.Invalid, message, file, place.Line, column: place.Column);

    public static GrpcImportException Unresolved(string file, ProtoPlace place, string name) =>
        new(GrpcImportCodes.Unresolved, $"Nothing that this file imports declares {name}.", file, place.Line,
            column: place.Column);
}

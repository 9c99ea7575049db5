using Gateway.Common.Sources.Grpc.Compiler;
using Gateway.Common.Sources.Grpc.Contracts;
using Gateway.Common.Sources.Grpc.Import;
using Gateway.Common.Sources.Grpc.Wire;

namespace Gateway.Common.Sources.Grpc;

/// <summary>Protobuf services → a source schema bound to gRPC calls.</summary>
/// <remarks>
/// Shape: deterministic; types stand in the order in which methods use them. Errors: as diagnostics; an error leaves no
/// schema. Source: descriptor.proto; Protocol Buffers, ProtoJSON format, for what values mean.
/// </remarks>
internal static class GrpcImporter
{
    public static ImportResult Import(ContractFile file, ImportOptions options)
    {
        try
        {
            return Write(new ImportSession(Read(file, options), file.Path, options));
        }
        catch (GrpcImportException error)
        {
            return new ImportResult(null, [error.ToDiagnostic(file.Path)]);
        }
    }

    private static ProtoContract Read(ContractFile file, ImportOptions options)
    {
        if (file.Path.EndsWith(".proto", StringComparison.OrdinalIgnoreCase))
        {
            return DescriptorSetReader.Read(ProtoCompiler.Compile(file, options));
        }

        try
        {
            return DescriptorSetReader.Read(file.Content);
        }
        catch (ProtoFormatException error)
        {
            throw new GrpcImportException(
                GrpcImportCodes.Unreadable, $"This is no descriptor set as protoc writes it with -o: {error.Message}");
        }
    }

    private static ImportResult Write(ImportSession session)
    {
        var roots = new MethodFields(session).Write();
        if (roots.Count == 0)
        {
            const string Message = "The contract has no service with a method that can be called";
            if (session.Types.Count == 0)
            {
                throw new GrpcImportException(GrpcImportCodes.NoOperations, $"{Message}, and no message.");
            }

            session.Warn(GrpcImportCodes.NoOperations, $"{Message}; its messages are types all the same.", "");
        }

        var writer = new SdlWriter();
        foreach (var type in roots.Concat(session.Types))
        {
            writer.Write(type);
        }

        foreach (var scalar in session.Scalars)
        {
            var isShared = NamedScalars.Contains(scalar);
            var definition = isShared ? NamedScalars.Definition(scalar) : ProtoScalars.Definition(scalar);
            var table = session.UsesAny && scalar == NamedScalars.Json ? AnyTable.Write(session) : [];
            writer.Write(string.Join("\n  ", table.Prepend(definition)));
        }

        WriteDirectives(session, writer);
        return new ImportResult(writer.ToString(), session.Warnings);
    }

    private static void WriteDirectives(ImportSession session, SdlWriter writer)
    {
        var written = writer.ToString();
        writer.Write(GrpcDirectives.Call);
        writer.Write(GrpcDirectives.Field);
        if (written.Contains("@protoMember(", StringComparison.Ordinal))
        {
            writer.Write(GrpcDirectives.Member);
        }

        if (session.UsesAny)
        {
            writer.Write(GrpcDirectives.AnyMessage);
            writer.Write(GrpcDirectives.AnyEnum);
        }

        writer.Write(WireName.Definition);
    }
}

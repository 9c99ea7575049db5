namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>.proto files → a descriptor set, as <c>protoc --include_imports -o</c> makes it.</summary>
/// <remarks>Errors: <see cref="GrpcImportException"/> with file, line and column.</remarks>
internal static class ProtoCompiler
{
    /// <returns>Imports first; the contract's own file is the last.</returns>
    public static byte[] Compile(ContractFile contract, ImportOptions options)
    {
        var files = ProtoLoader.Load(contract, options);
        var symbols = ProtoLinker.Link(files);
        ProtoChecks.Run(files, symbols);
        return DescriptorWriter.Write(files, symbols);
    }
}

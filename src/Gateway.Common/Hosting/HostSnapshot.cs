using Gateway.Common.Composition;
using Gateway.Common.Configuration;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Language;
using Gateway.Common.Sources;
using Gateway.Common.Validation;

namespace Gateway.Common.Hosting;

/// <summary>Options and what the host adds in code → what a snapshot is built from.</summary>
internal static class HostSnapshot
{
    /// <remarks>
    /// A source with a contract is one to be composed: beside a supergraph file it is no source of that file, even where
    /// it has the same name, and its address must not stand in for the file's.
    /// </remarks>
    /// <exception cref="GatewayStartException">A file of local fields cannot be read.</exception>
    public static SnapshotSettings SettingsOf(GatewayOptions options, GatewayBuilder builder, string contentRoot) =>
        new()
        {
            SupergraphFile = options.SupergraphFile,
            Sources = options.SupergraphFile is null
                ? [.. options.Sources.Select(SourceOf),
                   .. builder.LocalFields.Select(local => LocalOf(local, contentRoot))]
                : [.. options.Sources.Where(static source => source.Contract is null).Select(SourceOf)],
            OperationsFolder = options.Operations,
            Parser = new ParserOptions
            {
                BytesMax = options.Limits.BodyBytesMax,
                TokensMax = options.Limits.TokensMax,
                DepthMax = options.Limits.NestingMax,
                DirectivesMax = options.Limits.DirectivesMax,
                DirectivesPerLocationMax = options.Limits.DirectivesPerLocationMax,
            },
            Validation = new ValidationOptions
            {
                ErrorsMax = options.Limits.ErrorsMax,
                Suggestions = options.IsDevelopment,
                Introspection = options.Introspection,
            },
            Limits = new DocumentLimits
            {
                DepthMax = options.Limits.DepthMax,
                AliasesMax = options.Limits.AliasesMax,
                RootFieldsMax = options.Limits.RootFieldsMax,
                DirectivesMax = options.Limits.DirectivesMax,
                DirectivesPerLocationMax = options.Limits.DirectivesPerLocationMax,
                FieldsMax = options.Limits.FieldsMax,
            },
        };

    private static SourceSettings SourceOf(SourceOptions source) => new()
    {
        Name = source.Name,
        Kind = source.Kind switch
        {
            ContractKind.OpenApi => SourceKind.Rest,
            ContractKind.Wsdl => SourceKind.Soap,
            ContractKind.Protobuf => SourceKind.Grpc,
            _ => SourceKind.GraphQL,
        },
        Contract = source.Contract,
        Overlay = source.Overlay,
        Resilience = source.Resilience,
        Transport = source.Url is null ? null : new SourceTransportOptions
        {
            Name = source.Name,
            Address = source.Url,
            ResponseBytesMax = source.ResponseBytesMax,
            ForwardedHeaders = source.ForwardHeaders,
        },
    };

    private static SourceSettings LocalOf(LocalFieldsEntry local, string contentRoot)
    {
        var path = Path.GetFullPath(Path.Combine(contentRoot, local.SchemaFile));
        try
        {
            return new SourceSettings
            {
                Name = local.Name,
                Kind = SourceKind.Local,
                Local = new LocalSource(File.ReadAllText(path), local.Fields),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GatewayStartException([$"{path}: the schema of local fields cannot be read."]);
        }
    }
}

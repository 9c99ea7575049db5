using Gateway.Common.Composition;
using Gateway.Common.Configuration;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Common.Sources.Rest;
using Gateway.Common.Sources.Soap;
using Gateway.Common.Validation;

namespace Gateway.Common.Hosting;

/// <summary>Options and what the host adds in code → what a snapshot is built from.</summary>
internal static class HostSnapshot
{
    /// <exception cref="GatewayStartException">A file of local fields cannot be read.</exception>
    public static SnapshotSettings SettingsOf(GatewayOptions options, GatewayBuilder builder, string contentRoot) =>
        new()
        {
            SupergraphFile = options.SupergraphFile,
            Sources =
        [
            .. options.Sources.Where(source => IsUsed(source, options)).Select(source => SourceOf(source, options)),
            .. options.SupergraphFile is null ? builder.LocalFields.Select(local => LocalOf(local, contentRoot)) : [],
        ],
            OperationsFolder = options.Operations,
            OperationCache = options.OperationCache,
            OverrideLabels = options.OverrideLabels.ToHashSet(StringComparer.Ordinal),
            Policies = options.IsOpen ? null : options.Policies.Keys.ToHashSet(StringComparer.Ordinal),
            Parser = HostLimits.Parser(options.Limits.Admitted),
            Validation = new ValidationOptions
            {
                ErrorsMax = options.Limits.ErrorsMax,
                Suggestions = options.IsDevelopment,
                Introspection = options.Introspection,
                WorkMax = options.Limits.ValidationWorkMax,
            },
            Limits = HostLimits.Document(options.Limits.Admitted),
            Watched = HostLimits.Watched(options.Limits),
            Cost = new CostOptions { ListSizeAssumed = options.Limits.ListSizeAssumed },
        };

    /// <summary>
    /// A ready supergraph says where its sources are. A source whose contract would be composed is another one, though
    /// it may have the same name; one without a contract only says how the supergraph's own is called.
    /// </summary>
    private static bool IsUsed(SourceOptions source, GatewayOptions options) =>
        options.SupergraphFile is null || source is { Contract: null, IsReflected: false };

    private static SourceSettings SourceOf(SourceOptions source, GatewayOptions options) => new()
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
        IsReflected = source.IsReflected,
        ContractFolder = source.ContractFolder,
        Overlay = source.Overlay,
        Resilience = source.Resilience,
        BatchesVariables = source.BatchesVariables,
        Rest = new RestOptions { ShowsProblems = source.ShowsProblems },
        Soap = source.Soap is not { } soap ? SoapOptions.Default : new SoapOptions
        {
            Username = soap.Username,
            Password = soap.Password,
            PasswordKind = soap.SendsDigest ? SoapPasswordKind.Digest : SoapPasswordKind.Text,
            TimestampLifetime = soap.TimestampLifetime,
        },
        Grpc = new GrpcOptions
        {
            MessageBytesMax = source.ResponseBytesMax,
            CompressesRequests = source.CompressesGrpc,
        },
        Address = source.Url,
        IsPassThrough = options.Proxies.Any(proxy => proxy.Source == source.Name),
        Transport = new SourceTransportOptions
        {
            Name = source.Name,
            Address = source.Url ?? SourceAccess.Nowhere,
            ResponseBytesMax = source.ResponseBytesMax,
            ForwardedHeaders = source.ForwardHeaders,
            Headers = source.Headers,
            Credentials = source.Credentials,
            Tls = source.Tls,
            RevalidationBytesMax = source.RevalidationBytesMax,
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

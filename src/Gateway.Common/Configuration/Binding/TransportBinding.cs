using Gateway.Common.Pipeline;
using Gateway.Common.Primitives;
using Gateway.Common.Transport;

namespace Gateway.Common.Configuration.Binding;

/// <summary>Binds and checks how GraphQL is spoken over HTTP and what of it is kept.</summary>
internal static class TransportBinding
{
    public const int BatchRequestsCeiling = 100;

    public static OperationCacheOptions OperationCache(SettingReader section)
    {
        var defaults = new OperationCacheOptions();
        return defaults with
        {
            EntriesMax = section.Number("EntriesMax", defaults.EntriesMax),
            BytesMax = section.Number("BytesMax", defaults.BytesMax),
        };
    }

    public static PersistedQueriesOptions PersistedQueries(SettingReader section)
    {
        var defaults = new PersistedQueriesOptions();
        return defaults with
        {
            IsEnabled = section.Flag("Enabled", defaults.IsEnabled),
            EntriesMax = section.Number("EntriesMax", defaults.EntriesMax),
            BytesMax = section.Number("BytesMax", defaults.BytesMax),
            RegistrationsMax = section.Number("RegistrationsMax", defaults.RegistrationsMax),
            Window = section.Duration("Window", defaults.Window),
        };
    }

    public static UploadOptions Uploads(SettingReader section)
    {
        var defaults = new UploadOptions();
        return defaults with
        {
            IsEnabled = section.Flag("Enabled", defaults.IsEnabled),
            FilesMax = section.Number("FilesMax", defaults.FilesMax),
            FileBytesMax = section.Number("FileBytesMax", defaults.FileBytesMax),
            BytesMax = section.Number("BytesMax", defaults.BytesMax),
            PlacesMax = section.Number("PlacesMax", defaults.PlacesMax),
        };
    }

    public static CompressionOptions Compression(SettingReader section)
    {
        var defaults = new CompressionOptions();
        return defaults with
        {
            IsEnabled = section.Flag("Enabled", defaults.IsEnabled),
            BytesMin = section.Number("BytesMin", defaults.BytesMin),
            Level = section.Number("Level", defaults.Level),
        };
    }

    public static CorsOptions Cors(SettingReader section)
    {
        var defaults = new CorsOptions();
        return defaults with
        {
            Origins = section.Texts("Origins", defaults.Origins),
            MaxAge = section.Duration("MaxAge", defaults.MaxAge),
        };
    }

    public static IReadOnlyList<SettingProblem> Validate(GatewayOptions options)
    {
        const string Root = GatewayOptions.Section;
        var problems = new SettingProblems(Root);
        problems.AddRange(options.OperationCache.Validate($"{Root}:OperationCache"));
        problems.AddRange(options.PersistedQueries.Validate($"{Root}:PersistedQueries"));
        problems.Require(
            !options.PersistedQueries.IsEnabled || options.FreeForm, "PersistedQueries:Enabled",
            "Clients may register documents only where they may send them.", "Remove it, or set FreeForm.");
        problems.RequireRange(options.BatchRequestsMax, 0, BatchRequestsCeiling, "Batching:RequestsMax");
        problems.RequireRange(options.DecompressionRatioMax, 2, 1_000, "Decompression:RatioMax");
        problems.AddRange(options.Uploads.Validate($"{Root}:Uploads"));
        problems.AddRange(options.Compression.Validate($"{Root}:Compression"));
        problems.AddRange(options.Cors.Validate($"{Root}:Cors"));
        problems.Require(
            options.Cors.Origins.Count == 0 || options.Profile != HostProfile.Partner, "Cors:Origins",
            "Partners call from servers, not from pages.", "Remove it.");
        return problems.All;
    }
}

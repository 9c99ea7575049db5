using Gateway.Common.Composition;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>The request pipeline over one REST source, called over a real socket.</summary>
internal static class RestGateway
{
    public const int ResponseBytesMax = 16 * 1024 * 1024;

    private static readonly ResilienceOptions OneTry = new()
    {
        TryTimeout = TimeSpan.FromSeconds(60),
        Retry = new RetryOptions { TriesMax = 1 },
    };

    /// <param name="sdl">A source schema with its bindings.</param>
    public static LocalGateway Over(Uri address, string sdl, RestOptions? rest = null) => Over(
        new SourceTransportOptions { Name = "api", Address = address, ResponseBytesMax = ResponseBytesMax }, sdl, rest);

    public static LocalGateway Over(SourceTransportOptions options, string sdl, RestOptions? rest = null) =>
        LocalGateway.Compose(
            [("api", SourceKind.Rest, sdl)], source => Connect(source, options, rest ?? RestOptions.Default));

    private static BoundSource Connect(SourceSchema source, SourceTransportOptions options, RestOptions rest)
    {
        var transport = new SourceTransport(options, OneTry, TimeProvider.System);
        return new BoundSource(source.Name, source.Schema, new RestBinding(rest), transport, transport);
    }
}

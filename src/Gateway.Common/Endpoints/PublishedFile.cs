using Gateway.Common.Policies.Caching;

namespace Gateway.Common.Endpoints;

/// <summary>A file of the documentation, ready to be sent.</summary>
internal sealed record PublishedFile(string MediaType, byte[] Body)
{
    public EntityTag EntityTag { get; } = EntityTag.Of(Body);
}

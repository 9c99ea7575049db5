using Gateway.Common.Schema;

namespace Gateway.Common.Composition;

/// <summary>What answers a source's calls.</summary>
internal enum SourceKind : byte
{
    GraphQL,
    Rest,
    Soap,
    Grpc,
    Local,
}

/// <summary>One source as it takes part in composition.</summary>
/// <param name="Name">Unique among the sources.</param>
/// <param name="Kind">Decides how much of a selection one call can answer: GraphQL all of it, others one bound
/// field.</param>
/// <param name="Schema">Its own schema with all its directives, overlay applied.</param>
/// <param name="Url">Base address; null for local sources.</param>
internal sealed record SourceSchema(string Name, SourceKind Kind, GraphQLSchema Schema, string? Url = null);

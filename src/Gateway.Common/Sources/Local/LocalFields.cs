using System.Text.Json;

namespace Gateway.Common.Sources.Local;

/// <summary>Resolves one field: writes its value as JSON.</summary>
public delegate ValueTask LocalResolver(LocalCall call, Utf8JsonWriter output);

/// <summary>What a local resolver is given.</summary>
/// <param name="Arguments">The field's coerced arguments by name; those that were not given are absent.</param>
/// <param name="FindClaims">Values of a claim of the caller's identity; empty where there is none.</param>
/// <param name="CancellationToken">Ends when the request does.</param>
public sealed record LocalCall(
    JsonElement Arguments, Func<string, IReadOnlyList<string>> FindClaims, CancellationToken CancellationToken)
{
    /// <summary>What is read of the objects in the answer; null where the field is a scalar or enum.</summary>
    public LocalSelection? Selection { get; init; }
}

/// <summary>The resolvers of a host's own fields, by schema coordinate (<c>Query.greeting</c>).</summary>
/// <remarks>The fields' types stand in SDL beside it, marked <c>@local</c>.</remarks>
public sealed class LocalFields
{
    private readonly Dictionary<string, LocalResolver> _resolvers = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Coordinates => _resolvers.Keys;

    /// <exception cref="ArgumentException">The field has a resolver already.</exception>
    public LocalFields Add(string coordinate, LocalResolver resolver)
    {
        if (!_resolvers.TryAdd(coordinate, resolver))
        {
            throw new ArgumentException($"{coordinate} has a resolver already.", nameof(coordinate));
        }

        return this;
    }

    internal LocalResolver? Find(string coordinate) => _resolvers.GetValueOrDefault(coordinate);
}

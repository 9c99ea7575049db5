using System.Text.Json;
using Gateway.Common.Language;

namespace Gateway.Testing.Differential;

/// <summary>An object of the data that all sources and the monolith share.</summary>
/// <param name="Type">Its object type in the supergraph.</param>
/// <param name="Identity">Two objects of one identity are the same.</param>
/// <param name="Number">Of an entity: its number among those of its type, from which its keys are made.</param>
internal sealed record DataObject(string Type, string Identity, int Number)
{
    /// <summary>What the gateway sent along when it asked a source for this entity.</summary>
    public JsonElement Representation { get; init; }

    /// <summary>The object that it was found in; null for a root, and wherever nothing takes values of it.</summary>
    public DataObject? Above { get; init; }

    /// <summary>What a source answers here though it is external to it.</summary>
    public IReadOnlyList<SelectionSetNode> Provided { get; init; } = [];

    public static DataObject Root(string type) => new(type, type, 0);
}

/// <summary>A resolver that fails: an error of the answer.</summary>
internal sealed class FieldFailure() : Exception("This field fails.");

/// <summary>The gateway asked a source for what it may not: no answer, but a fault of the gateway.</summary>
internal sealed class GatewayFault(string message) : Exception(message);

using System.Text.Json;

namespace Gateway.Common.Sources.Local;

/// <summary>What is read of the objects that a resolver answers with.</summary>
/// <remarks>
/// Shape: a resolver may write more than is asked for, or all it has; it has to look here only where a field below it
/// takes arguments, or where its answer would be endless.
/// </remarks>
/// <param name="Type">The object, interface or union type's name.</param>
/// <param name="IsAbstract">Whether each object has to be written with its <c>__typename</c>.</param>
/// <param name="Fields">In the order in which they are read fastest.</param>
public sealed record LocalSelection(string Type, bool IsAbstract, IReadOnlyList<LocalSelectedField> Fields);

/// <summary>One field that is read of an object.</summary>
/// <param name="Name">In the schema.</param>
/// <param name="ResponseName">
/// The member's name in the object that is written: another than <paramref name="Name"/> where the field is asked for
/// several times, with different arguments.
/// </param>
/// <param name="Type">As in SDL: <c>[Product!]!</c>.</param>
/// <param name="OnTypes">Object types of which it is read; null: of every one that can stand here.</param>
/// <param name="Arguments">Coerced, by name; those that were not given and have no default are absent.</param>
/// <param name="Selection">Null for scalars and enums.</param>
public sealed record LocalSelectedField(
    string Name,
    string ResponseName,
    string Type,
    IReadOnlyList<string>? OnTypes,
    JsonElement Arguments,
    LocalSelection? Selection)
{
    /// <summary>Whether it is read of objects of that type.</summary>
    public bool AppliesTo(string type) => OnTypes is null || OnTypes.Contains(type);
}

namespace Gateway.Common.Schema.Rules;

/// <summary>A rule for a type system.</summary>
/// <remarks>
/// Rules that look at every type are led through them together, as those for documents are (<see cref="SdlRule"/>).
/// </remarks>
/// <param name="Whole">Called once, before the types.</param>
/// <param name="Type">Called with each type but introspection's, in order.</param>
internal readonly record struct TypeSystemRule(
    Action<TypeSystemContext>? Whole = null, Action<TypeSystemContext, NamedType>? Type = null);

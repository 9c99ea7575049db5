using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Satisfiability;

/// <summary>An object on some path, held by one source.</summary>
/// <param name="Contexts">What objects above it set.</param>
internal readonly record struct Place(ObjectType Type, Holder Holder, ContextValues Contexts);

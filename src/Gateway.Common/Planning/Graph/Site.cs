using Gateway.Common.Composition;
using Gateway.Common.Language;

namespace Gateway.Common.Planning.Graph;

/// <summary>A source entered at a position by a call of its own.</summary>
/// <param name="Source">Index of the source.</param>
/// <param name="IsStub">Entered by the key alone, for its bound fields.</param>
internal readonly record struct Site(int Source, bool IsStub);

/// <summary>A way to enter a source by a key.</summary>
/// <param name="Site">The source.</param>
/// <param name="Lookup">How it is called.</param>
/// <param name="Shown">The fields of the key where the call that holds the objects supplies all of them.</param>
internal sealed record Entrance(Site Site, Lookup Lookup, (FieldNode Field, Opening? Supplier)[] Shown);

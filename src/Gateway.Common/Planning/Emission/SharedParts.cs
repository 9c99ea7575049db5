using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Gateway.Common.Composition;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>Parts of plans that are a supergraph's and not an operation's: all its plans point to the same.</summary>
/// <remarks>
/// Bound: each part once for a field or enum of the supergraph's sources; none for what a document says. They
/// live as long as the supergraph.
/// </remarks>
internal sealed class SharedParts
{
    private static readonly ConditionalWeakTable<Supergraph, SharedParts> BySupergraph = [];

    private readonly ConcurrentDictionary<(FieldDefinition Field, bool IsHidden), FetchField> _leaves = [];
    private readonly ConcurrentDictionary<EnumType, MemberMap<EnumValueDefinition>?> _visibleValues = [];
    private readonly Supergraph _supergraph;

    private SharedParts(Supergraph supergraph) => _supergraph = supergraph;

    public static SharedParts Of(Supergraph supergraph) =>
        BySupergraph.GetValue(supergraph, static whole => new SharedParts(whole));

    /// <summary>A leaf field as it is asked under its own name, always and without arguments.</summary>
    public FetchField LeafOf(FieldDefinition field, bool isHidden) => _leaves.GetOrAdd(
        (field, isHidden),
        static asked => new FetchField
        {
            Field = asked.Field,
            ResponseName = asked.Field.Name,
            IsHidden = asked.IsHidden,
        });

    /// <summary>
    /// The values of an enum that clients may see, where some source has others; null where its answers hold none.
    /// </summary>
    public MemberMap<EnumValueDefinition>? VisibleValuesOf(EnumType type) => _visibleValues.GetOrAdd(
        type, static (known, supergraph) => VisibleValuesOf(known, supergraph), _supergraph);

    private static MemberMap<EnumValueDefinition>? VisibleValuesOf(EnumType known, Supergraph supergraph)
    {
        if (supergraph.ApiSchema.FindType(known.Utf8Name) is not EnumType visible)
        {
            return null;
        }

        var hasOthers = supergraph.Sources.Any(source => source.Schema.FindType(known.Utf8Name) is EnumType own
            && own.Values.Any(value => visible.Values.Find(value.Utf8Name) is null));
        return hasOthers ? visible.Values : null;
    }
}

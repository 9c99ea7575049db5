using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>Makes of a field selection map how its value is written from an entity's row.</summary>
/// <remarks>
/// Null stops the fetch where the argument, or the input field, takes none. Source: Composite Schemas Appendix A.
/// </remarks>
internal sealed class SelectionMapEmitter(Supergraph supergraph, ShapeTable shapes)
{
    /// <param name="type">Of the row, in the supergraph.</param>
    /// <param name="value">Checked against that type and the input's.</param>
    /// <param name="input">What the value is for; null where the input is not known.</param>
    public KeyPlan Emit(NamedType type, SelectedValue value, SchemaType? input) => value.Alternatives is [var only]
        ? Emit(type, only, input)
        : new KeyPlan
        {
            // One that gives null leaves it to the next.
            Alternatives = [.. value.Alternatives.Select(entry => Emit(
                type, entry, input is { IsNonNull: false } ? new NonNullType(input) : input))],
            IsRequired = input?.IsNonNull ?? true,
        };

    private KeyPlan Emit(NamedType type, SelectedEntry entry, SchemaType? input) => entry.Path is { } path
        ? Follow(Narrow(type, path.OnType), path.Segments, 0, entry, input)
        : new KeyPlan { Members = Members(type, entry.Object!, input), IsRequired = input?.IsNonNull ?? true };

    private KeyPlan Follow(
        NamedType type, IReadOnlyList<PathSegment> segments, int index, SelectedEntry entry, SchemaType? input)
    {
        var segment = segments[index];
        var node = new FieldNode(null, new Name(segment.Field), [.. segment.Arguments], [], null, default);
        var below = ((ComplexType)type).Fields.Find(segment.Field)!.Type.Named;
        var isLast = index == segments.Count - 1;
        return new KeyPlan
        {
            SlotByType = shapes.SlotsOf(type, SlotKey.Of(node)),
            Inner = !isLast ? Follow(Narrow(below, segment.OnType), segments, index + 1, entry, input)
                : entry.List is { } list ? EmitList(below, list, input)
                : null,
            Members = isLast && entry.Object is { } fields ? Members(below, fields, input) : [],
            IsRequired = input?.IsNonNull ?? true,
            AllowsNullElements = (input?.Nullable as ListType)?.ElementType is { IsNonNull: false },
        };
    }

    /// <summary>Lists are walked by their values; what counts is how each element is written.</summary>
    private KeyPlan? EmitList(NamedType type, SelectedList list, SchemaType? input)
    {
        var element = (input?.Nullable as ListType)?.ElementType;
        return list.Nested is { } nested ? EmitList(type, nested, element)
            : type.IsLeaf ? null
            : Emit(type, list.Value!, element);
    }

    private KeyMember[] Members(NamedType type, SelectedObject value, SchemaType? input) =>
    [
        .. value.Fields.Select(field =>
        {
            var target = (input?.Nullable as InputObjectType)?.Fields.Find(field.Name);
            var isOne = input?.Nullable is InputObjectType { IsOneOf: true };
            var needed = target?.Type is { } own && isOne && !own.IsNonNull ? new NonNullType(own) : target?.Type;
            return new KeyMember(
                Encoding.UTF8.GetBytes($"\"{field.Name}\":"),
                Emit(type, field.Value, needed),
                NeedsType: !isOne && target?.IsRequired == true);
        }),
    ];

    private NamedType Narrow(NamedType type, string? name) =>
        name is null ? type : supergraph.Schema.FindType(name) ?? type;
}

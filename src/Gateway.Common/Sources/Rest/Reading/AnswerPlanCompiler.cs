using System.Globalization;
using System.Text;
using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>Compiles a bound field's type and selection to an <see cref="AnswerPlan"/>.</summary>
internal static class AnswerPlanCompiler
{
    public static AnswerPlan Compile(FetchField field) => Compile(field.Field.Type, field);

    private static AnswerPlan Compile(SchemaType type, FetchField field)
    {
        var coordinate = field.Field.Coordinate;
        if (type.Nullable is ListType list)
        {
            return list.ElementType.Nullable is ObjectType entry && entry.HasDirective("mapEntry"u8)
                ? new AnswerPlan(
                    AnswerKind.Map, coordinate)
                { Row = CompileEntry(field.Selection!, field.Selection!.Row) }
                : new AnswerPlan(AnswerKind.List, coordinate) { Element = Compile(list.ElementType, field) };
        }

        var named = type.Named;
        if (field.Selection is { } selection)
        {
            return named.IsAbstract
                ? new AnswerPlan(AnswerKind.Choice, coordinate) { Choice = MemberChoiceCompiler.Compile(selection) }
                : new AnswerPlan(AnswerKind.Object, coordinate) { Row = CompileRow(selection, selection.Row, named) };
        }

        return new AnswerPlan(AnswerKind.Leaf, coordinate)
        {
            Leaf = LeafKinds.Of(named),
            Enum = named is EnumType @enum ? new EnumWire(@enum) : null,
        };
    }

    /// <param name="type">In the source's schema.</param>
    public static AnswerRow CompileRow(FetchSelection selection, RowPlan row, NamedType type)
    {
        var properties = new OrderedDictionary<string, List<AnswerTarget>>(StringComparer.Ordinal);
        var additional = new List<AnswerTarget>();
        var slots = new List<int>();
        foreach (var (field, slot) in Read(selection, row))
        {
            slots.Add(slot);
            if (field.Field.HasDirective("header"u8))
            {
                continue;
            }

            var (name, plan) = Place(field);
            var target = new AnswerTarget(slot, plan);
            if (field.Field.HasDirective("additional"u8))
            {
                additional.Add(target);
            }
            else if (properties.TryGetValue(name, out var targets))
            {
                targets.Add(target);
            }
            else
            {
                properties.Add(name, [target]);
            }
        }

        var rest = additional.Count == 0 ? null : new AnswerAdditional(Declared(type), [.. additional]);
        return new AnswerRow
        {
            Shape = row.Shape,
            Properties =
            [
                .. properties.Select(static property => Property(property.Key, property.Value))
                    .Select(property => property with { IsAdditional = IsOneOf(rest, property) }),
            ],
            Slots = [.. slots],
            Additional = rest,
            IsWrapped = type.HasDirective("wrapped"u8),
        };
    }

    /// <summary>Whether a field stands for one property of its object, under its name on the wire.</summary>
    public static bool IsProperty(FieldDefinition field) =>
        !field.HasDirective("additional"u8)
        && !field.HasDirective("rest"u8)
        && !field.HasDirective("header"u8)
        && !field.HasDirective("pointer"u8);

    /// <summary>The property that a field is read of, and how.</summary>
    private static (string Name, AnswerPlan Plan) Place(FetchField field)
    {
        var plan = Compile(field.Field.Type, field);
        if (field.Field.FindDirective("pointer"u8) is not { } directive)
        {
            return (WireName.Of(field.Field), plan);
        }

        if (directive.FindWord("path"u8) is not ['/', .. var pointer])
        {
            throw new SourceException(
                SourceErrorCodes.Failed,
                $"{field.Field.Coordinate} needs @pointer with a path that starts with a slash.");
        }

        var tokens = Array.ConvertAll(pointer.Split('/'), PointerToken.Unescape);
        for (var index = tokens.Length - 1; index > 0; index--)
        {
            var isIndex = int.TryParse(tokens[index], NumberStyles.None, CultureInfo.InvariantCulture, out var element);
            plan = new AnswerPlan(AnswerKind.Step, plan.Coordinate)
            {
                Element = plan,
                Step = new AnswerStep([Property(tokens[index], [])], isIndex ? element : -1),
            };
        }

        return (tokens[0], plan);
    }

    private static bool IsOneOf(AnswerAdditional? rest, AnswerProperty property) =>
        rest is not null && rest.Declared.Find(property.QuotedName) is null;

    /// <summary>A map's entries: <c>key</c> is the property's name, <c>value</c> what stands there.</summary>
    private static AnswerRow CompileEntry(FetchSelection selection, RowPlan row)
    {
        var keys = new List<int>();
        var values = new List<AnswerTarget>();
        foreach (var (field, slot) in Read(selection, row))
        {
            if (field.Field.Name == "key")
            {
                keys.Add(slot);
            }
            else
            {
                values.Add(new AnswerTarget(slot, Compile(field.Field.Type, field)));
            }
        }

        return new AnswerRow
        {
            Shape = row.Shape,
            Properties = [Property("value", values)],
            Slots = [.. values.Select(static value => value.Slot)],
            KeySlots = [.. keys],
        };
    }

    /// <summary>The fields of one type's rows that this answer gives; bound ones are calls of their own.</summary>
    private static IEnumerable<(FetchField Field, int Slot)> Read(FetchSelection selection, RowPlan row)
    {
        for (var index = 0; index < selection.Fields.Count; index++)
        {
            var field = selection.Fields[index];
            if (row.Slots[index] >= 0 && !field.Field.HasDirective("rest"u8) && field.Field.Name != "__typename")
            {
                yield return (field, row.Slots[index]);
            }
        }
    }

    private static AnswerProperty Property(string name, List<AnswerTarget> targets) =>
        new(Encoding.UTF8.GetBytes(name), EnumWire.Quote(name), [.. targets]);

    private static Utf8Map<byte[]> Declared(NamedType type)
    {
        var fields = type is ComplexType complex ? complex.Fields : MemberMap<FieldDefinition>.Empty;
        return new Utf8Map<byte[]>(
            [.. fields.Where(IsProperty).Select(static field => EnumWire.Quote(WireName.Of(field)))],
            static name => name);
    }
}

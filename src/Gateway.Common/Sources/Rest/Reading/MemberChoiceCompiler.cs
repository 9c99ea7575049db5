using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>Compiles how the member of a union or interface is told.</summary>
internal static class MemberChoiceCompiler
{
    public static MemberChoice Compile(FetchSelection selection)
    {
        var types = Possible(selection.Type, selection).ToArray();
        var members = types.Select(type => Member(selection, type.Type, type.Row)).ToArray();
        var owners = new Dictionary<string, MemberChoice.PropertyOwners>(StringComparer.Ordinal);
        for (var index = 0; index < Math.Min(types.Length, MemberChoice.ScoredMax); index++)
        {
            AddProperties(owners, types[index].Type, index);
        }

        var discriminators = selection.Type.Directives
            .Where(static directive => directive.Name.Is("discriminator"u8)).ToLookup(IsWithin);
        return new MemberChoice
        {
            Discriminator = discriminators[false].Select(directive => Discriminator(directive, types)).FirstOrDefault(),
            Within = [.. discriminators[true].Select(directive => Discriminator(directive, types))],
            Members = members,
            Owners = new Utf8Map<MemberChoice.PropertyOwners>(owners.Values, static owner => owner.Name),
        };
    }

    private static IEnumerable<(ObjectType Type, RowPlan Row)> Possible(NamedType type, FetchSelection selection)
    {
        if (type is UnionType union)
        {
            foreach (var member in union.Members)
            {
                if (selection.FindRow(member.Utf8Name) is { } row)
                {
                    yield return (member, row);
                }
            }

            yield break;
        }

        // An interface, which only an overlay can have put here: what rows there are say which types it has.
        foreach (var row in selection.Rows)
        {
            if (row.Shape.Type is ObjectType known)
            {
                yield return (known, row);
            }
        }
    }

    private static MemberChoice.Member Member(FetchSelection selection, ObjectType type, RowPlan row)
    {
        var isWrapped = type.HasDirective("wrapped"u8);
        return new MemberChoice.Member(
            AnswerPlanCompiler.CompileRow(selection, row, type),
            isWrapped ? 0 : type.Fields.Count(IsRequired),
            isWrapped ? Token(type.Fields[0].Type) : (byte)0);
    }

    /// <summary>
    /// The first byte of a value of the type; <c>0</c> stands for any number, <c>t</c> for both Booleans.
    /// </summary>
    private static byte Token(SchemaType type) => type.Nullable is ListType list
        ? (byte)(list.ElementType.Nullable is ObjectType entry && entry.HasDirective("mapEntry"u8) ? '{' : '[')
        : type.Named switch
        {
            ScalarType { Kind: ScalarKind.Int or ScalarKind.Float } => (byte)'0',
            ScalarType { Name: NamedScalars.Long or NamedScalars.Decimal } => (byte)'0',
            ScalarType { Kind: ScalarKind.Boolean } => (byte)'t',
            ScalarType { Name: NamedScalars.Json } => (byte)'*',
            _ => (byte)'"',
        };

    private static bool IsRequired(FieldDefinition field) =>
        field.Type.IsNonNull && AnswerPlanCompiler.IsProperty(field);

    private static void AddProperties(
        Dictionary<string, MemberChoice.PropertyOwners> owners, ObjectType type, int index)
    {
        foreach (var field in type.Fields)
        {
            if (type.HasDirective("wrapped"u8) || !AnswerPlanCompiler.IsProperty(field))
            {
                continue;
            }

            var name = WireName.Of(field);
            var known = owners.GetValueOrDefault(name)
                ?? new MemberChoice.PropertyOwners(EnumWire.Quote(name), 0, 0, []);
            var bit = 1UL << index;
            var constants = field.Type.Nullable is EnumType values
                ? [.. known.Constants, new MemberChoice.Constant(index, new EnumWire(values))]
                : known.Constants;
            owners[name] = known with
            {
                Declared = known.Declared | bit,
                Required = IsRequired(field) ? known.Required | bit : known.Required,
                Constants = constants,
            };
        }
    }

    private static bool IsWithin(DirectiveNode directive) => directive.FindValue("within"u8) is ListValueNode;

    private static MemberChoice.MemberDiscriminator Discriminator(
        DirectiveNode directive, (ObjectType Type, RowPlan Row)[] types)
    {
        var scope = IsWithin(directive)
            ? Indexes(directive.FindStrings("within"u8), types)
            : [.. Enumerable.Range(0, types.Length)];
        var byValue = Mapped(directive, types).Concat(IsWithin(directive)
            ? []
            : types.Select(static (type, index) =>
                new MemberChoice.MemberSet(EnumWire.Quote(WireName.Of(type.Type)), [index])));
        return new MemberChoice.MemberDiscriminator(
            EnumWire.Quote(directive.FindWord("property"u8) ?? "type"),
            new Utf8Map<MemberChoice.MemberSet>([.. byValue], static set => set.Value),
            scope);
    }

    /// <summary>Each member's own name stands behind these, where the mapping leaves that free.</summary>
    private static IEnumerable<MemberChoice.MemberSet> Mapped(
        DirectiveNode directive, (ObjectType Type, RowPlan Row)[] types)
    {
        foreach (var entry in (directive.FindValue("mapping"u8) as ListValueNode)?.Values ?? [])
        {
            if (entry is ListValueNode { Values: [StringValueNode value, ..] } list
                && Indexes(list.Values.Skip(1).OfType<StringValueNode>().Select(static type => type.Value), types)
                    is { Length: > 0 } members)
            {
                yield return new MemberChoice.MemberSet(EnumWire.Quote(value.Value), members);
            }
        }
    }

    private static int[] Indexes(IEnumerable<string> names, (ObjectType Type, RowPlan Row)[] types) =>
    [
        .. names.Select(name => Array.FindIndex(
                types, type => type.Type.Name == name || WireName.Of(type.Type) == name))
            .Where(static index => index >= 0)
            .Distinct(),
    ];
}

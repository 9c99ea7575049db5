using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>Compiles how the member of a union or interface is told.</summary>
internal static class MemberChoiceCompiler
{
    public static MemberChoice Compile(FetchSelection selection)
    {
        var types = Possible(selection.Type, selection).ToArray();
        var directive = selection.Type.FindDirective("discriminator"u8);
        var members = types.Select(type => Member(selection, type.Type, type.Row)).ToArray();
        var owners = new Dictionary<string, MemberChoice.PropertyOwners>(StringComparer.Ordinal);
        for (var index = 0; index < Math.Min(types.Length, MemberChoice.ScoredMax); index++)
        {
            AddProperties(owners, types[index].Type, index);
        }

        return new MemberChoice
        {
            Discriminator = directive.FindWord("property"u8) is { } property ? EnumWire.Quote(property) : null,
            ByValue = new Utf8Map<MemberChoice.Member>(
                ByValue(directive, types, members), static member => member.Value),
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
            EnumWire.Quote(WireName.Of(type)),
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

    /// <summary>Mapped values, and each member under its own name where the mapping leaves that free.</summary>
    private static List<MemberChoice.Member> ByValue(
        DirectiveNode? directive, (ObjectType Type, RowPlan Row)[] types, MemberChoice.Member[] members)
    {
        var byValue = new List<MemberChoice.Member>();
        foreach (var pair in (directive.FindValue("mapping"u8) as ListValueNode)?.Values ?? [])
        {
            if (pair is ListValueNode { Values: [StringValueNode value, StringValueNode name] }
                && Array.FindIndex(
                    types,
                    type => type.Type.Name == name.Value || WireName.Of(type.Type) == name.Value) is >= 0 and var index)
            {
                byValue.Add(members[index] with { Value = EnumWire.Quote(value.Value) });
            }
        }

        byValue.AddRange(members);
        return byValue;
    }
}

using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Members of a union are object types, each once. Source: GraphQL §3.8.</summary>
internal static class UnionMembersRule
{
    public static void Check(TypeSystemContext context, NamedType type)
    {
        if (type is not UnionType union)
        {
            return;
        }

        var members = union.DeclaredMembers.Elements();
        var seen = new SeenTypes(members);
        for (var index = 0; index < members.Length; index++)
        {
            var member = members[index];
            if (!seen.IsFirst(index))
            {
                context.Report(
                    SchemaErrorCodes.UnionMemberRepeated,
                    $"The union \"{union}\" includes \"{member}\" more than once.",
                    ImplementsNodes.OfMember(union, member));
            }
            else if (member is not ObjectType)
            {
                context.Report(
                    SchemaErrorCodes.UnionMemberNotObject,
                    $"The union \"{union}\" includes \"{member}\", which is no object type.",
                    ImplementsNodes.OfMember(union, member));
            }
        }
    }
}

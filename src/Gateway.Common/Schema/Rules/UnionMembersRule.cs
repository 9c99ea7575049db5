namespace Gateway.Common.Schema.Rules;

/// <summary>Members of a union are object types, each once. Source: GraphQL §3.8.</summary>
internal static class UnionMembersRule
{
    public static void Check(TypeSystemContext context)
    {
        var seen = new HashSet<NamedType>();
        foreach (var union in context.Types.OfType<UnionType>())
        {
            seen.Clear();
            foreach (var member in union.DeclaredMembers)
            {
                if (!seen.Add(member))
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
}

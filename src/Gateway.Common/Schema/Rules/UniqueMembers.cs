using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Members of one type, its extensions included, that must differ in name.</summary>
internal sealed class UniqueMembers(SdlContext context, string code, string noun)
{
    private readonly RepeatedNames _repeated = new();

    /// <summary>The first places of names, of types for which they can repeat.</summary>
    private readonly Dictionary<(int Type, Name Member), SchemaLocation> _firsts = [];

    /// <param name="definition">The definition or extension that the members stand in.</param>
    /// <param name="members">The members.</param>
    /// <param name="nameOf">A member's name.</param>
    /// <param name="isInherited">Whether the type under extension has a member of that name already.</param>
    public void Check<T>(
        SdlDefinition definition,
        ReadOnlySpan<T> members,
        Func<T, Name> nameOf,
        Func<NamedType, Name, bool> isInherited)
    {
        var id = context.Types.IdOf(definition.Index);
        var type = ((TypeDefinitionNode)definition.Node).Name;
        var extended = context.Extended?.FindType(type.Utf8);
        if (extended is null && !context.Types.IsShared(id) && !_repeated.Any(members, nameOf))
        {
            return;
        }

        foreach (var member in members)
        {
            var name = nameOf(member);
            CheckOne(definition, id, type, name, extended is not null && isInherited(extended, name));
        }
    }

    private void CheckOne(SdlDefinition definition, int id, Name type, Name member, bool isInherited)
    {
        var location = definition.At(member);
        if (isInherited)
        {
            context.Report(
                code, $"The {noun} \"{type}.{member}\" exists already in the type under extension.", location);
        }
        else if (!_firsts.TryAdd((id, member), location))
        {
            context.Report(
                code,
                $"The {noun} \"{type}.{member}\" is defined more than once.",
                _firsts[(id, member)],
                location);
        }
    }
}

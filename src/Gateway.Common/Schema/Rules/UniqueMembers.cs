using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Members of one type, its extensions included, that must differ in name.</summary>
internal sealed class UniqueMembers(SdlContext context, string code, string noun)
{
    private readonly Dictionary<(Name Type, Name Member), SchemaLocation> _firsts = [];

    /// <param name="isInherited">Whether the type under extension has the member already.</param>
    public void Add(SdlDefinition definition, Name type, Name member, bool isInherited)
    {
        var location = definition.At(member);
        if (isInherited)
        {
            context.Report(
                code, $"The {noun} \"{type}.{member}\" exists already in the type under extension.", location);
        }
        else if (!_firsts.TryAdd((type, member), location))
        {
            context.Report(
                code,
                $"The {noun} \"{type}.{member}\" is defined more than once.",
                _firsts[(type, member)],
                location);
        }
    }
}

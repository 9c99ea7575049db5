using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>Finds directives applied to one member by their name.</summary>
internal static class JoinDirectives
{
    public static IEnumerable<DirectiveNode> All(IEnumerable<DirectiveNode> applied, string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        return applied.Where(directive => directive.Name.Is(utf8));
    }
}

using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>A directive that is not repeatable stands at most once on a definition and all its extensions.</summary>
/// <remarks>Source: GraphQL §5.7.3, and the extension rules of §3.</remarks>
internal static class UniqueDirectivesPerLocationRule
{
    private static readonly object SchemaKey = new();

    public static Action<DirectiveSite> Start(SdlContext context)
    {
        var firsts = new Dictionary<(object Target, Name Directive), SchemaLocation>();
        return site =>
        {
            if (site.Directives.Count > 1 || IsShared(context, site.Node))
            {
                Check(context, site, firsts);
            }
        };
    }

    private static void Check(
        SdlContext context, DirectiveSite site, Dictionary<(object Target, Name Directive), SchemaLocation> firsts)
    {
        foreach (var directive in site.Directives)
        {
            if (!context.Directives.TryGetValue(directive.Name, out var signature) || signature.IsRepeatable)
            {
                continue;
            }

            var key = (TargetOf(site.Node), directive.Name);
            var location = site.At(directive);
            if (!firsts.TryAdd(key, location))
            {
                context.Report(
                    SchemaErrorCodes.DirectiveRepeated,
                    $"The directive \"@{directive.Name}\" is not repeatable.",
                    firsts[key],
                    location);
            }
        }
    }

    /// <summary>Whether directives of one target can stand in several places.</summary>
    private static bool IsShared(SdlContext context, SyntaxNode node) => node switch
    {
        SchemaDefinitionNode => true,
        TypeDefinitionNode type => context.Types.IsShared(context.Types.Find(type.Name.Utf8)),
        _ => false,
    };

    /// <summary>What a definition and its extensions have in common: the type's name.</summary>
    private static object TargetOf(SyntaxNode node) => node switch
    {
        SchemaDefinitionNode => SchemaKey,
        TypeDefinitionNode type => type.Name,
        _ => node,
    };
}

namespace Gateway.Common.Schema.Rules;

/// <summary>A rule for documents: what it looks at, and how it starts.</summary>
/// <remarks>
/// Rules that look at every definition are led through the documents together, so that each definition is read once,
/// not once a rule: in a large schema most of the time goes to fetching it from memory.
/// </remarks>
/// <param name="Name">The rule's name, for choosing rules.</param>
/// <param name="Definitions">Starts what is called with each definition, in order.</param>
/// <param name="Sites">Starts what is called with each place where directives stand, in order.</param>
/// <param name="Whole">Called once, after the others.</param>
internal sealed record SdlRule(
    string Name,
    Func<SdlContext, Action<SdlDefinition>>? Definitions = null,
    Func<SdlContext, Action<DirectiveSite>>? Sites = null,
    Action<SdlContext>? Whole = null)
{
    /// <summary>A rule that needs nothing but the definition.</summary>
    public static SdlRule OfDefinitions(string name, Action<SdlContext, SdlDefinition> check) =>
        new(name, context => definition => check(context, definition));

    /// <summary>A rule that needs nothing but the place.</summary>
    public static SdlRule OfSites(string name, Action<SdlContext, DirectiveSite> check) =>
        new(name, Sites: context => site => check(context, site));
}

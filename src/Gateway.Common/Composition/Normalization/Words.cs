namespace Gateway.Common.Composition.Normalization;

/// <summary>The directives that composition gives a meaning to, by the names the specifications give them.</summary>
internal static class Words
{
    public const string Key = "key";
    public const string External = "external";
    public const string Requires = "requires";
    public const string Provides = "provides";
    public const string Shareable = "shareable";
    public const string Override = "override";
    public const string InterfaceObject = "interfaceObject";
    public const string Inaccessible = "inaccessible";
    public const string Lookup = "lookup";
    public const string Internal = "internal";
    public const string Is = "is";
    public const string Require = "require";
    public const string From = "from";
    public const string Claim = "claim";
    public const string Extends = "extends";
    public const string Tag = "tag";
    public const string Authenticated = "authenticated";
    public const string RequiresScopes = "requiresScopes";
    public const string Policy = "policy";
    public const string Cost = "cost";
    public const string ListSize = "listSize";
    public const string Context = "context";
    public const string FromContext = "fromContext";
    public const string ComposeDirective = "composeDirective";

    /// <summary>Words that link carries out of the federation namespace besides those composed away.</summary>
    private static readonly HashSet<string> Kept =
        [Tag, Inaccessible, Authenticated, RequiresScopes, Policy, Cost, ListSize, "cacheTag"];

    /// <summary>Words that say how a schema composes; nothing of them is left in the result.</summary>
    private static readonly HashSet<string> Consumed =
    [
        Key, External, Requires, Provides, Shareable, Override, InterfaceObject, Lookup, Internal, Is, Require, From,
        Claim, Extends, "link", ComposeDirective, Context, FromContext, "core", "schemaName",
        "rest", "soap", "grpc", "local", "source",
    ];

    private static readonly HashSet<string> SharingWords =
        [Shareable, Lookup, Internal, Require, Is, InterfaceObject, Inaccessible, Override];

    private static readonly HashSet<string> BindingWords = ["rest", "soap", "grpc", "local"];

    private static readonly HashSet<string> MachineryTypes =
    [
        "_Any", "_Entity", "_Service", "_FieldSet", "FieldSet", "FieldSelectionSet", "FieldSelectionMap",
        "federation__FieldSet", "federation__Scope", "federation__Policy", "federation__ContextFieldValue",
    ];

    /// <summary>Words that only Composite Schemas have.</summary>
    public static bool IsComposite(string name) => name is Lookup or Internal or Is or Require;

    /// <summary>Words of Federation that stay in the merged schema.</summary>
    public static bool IsMerged(string name) => Kept.Contains(name);

    public static bool IsFederation(string name) => Consumed.Contains(name) || Kept.Contains(name);

    public static bool IsConsumed(string name) => Consumed.Contains(name) || IsMachinery(name);

    /// <summary>Whether the use of the word shows that a schema says itself what it shares.</summary>
    public static bool IsAboutSharing(string name) => SharingWords.Contains(name);

    public static bool IsBinding(string name) => BindingWords.Contains(name);

    /// <summary>Types and directives of the specifications' own namespaces.</summary>
    public static bool IsMachinery(string name) =>
        MachineryTypes.Contains(name)
        || name.StartsWith("link__", StringComparison.Ordinal)
        || name.StartsWith("join__", StringComparison.Ordinal)
        || name.StartsWith("core__", StringComparison.Ordinal)
        || name.StartsWith("federation__", StringComparison.Ordinal);
}

using System.Globalization;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Policies.Caching;

namespace Gateway.Common.Pipeline;

/// <summary>What <c>@cacheControl(maxAge:, scope:)</c> on fields and types allows for an operation's answer.</summary>
/// <remarks>
/// A root field without the directive stores nothing; below it the parent's policy holds unless a field or type says
/// less. The
/// default scope is private: an answer is public only when every root field says so.
/// </remarks>
internal static class CacheControlPolicy
{
    public static CachePolicy Of(
        Supergraph supergraph, DocumentNode document, OperationDefinitionNode operation, bool usesClaims)
    {
        if (operation.Operation != OperationType.Query || supergraph.Schema.QueryType is not { } root)
        {
            return CachePolicy.NoStore;
        }

        var policy = CachePolicy.Widest;
        foreach (var node in operation.SelectionSet.Selections)
        {
            policy = node is FieldNode field && root.Fields.Find(field.Name.Utf8) is { } definition
                ? policy.Merge(Read(definition.FindDirective("cacheControl"u8)) ?? CachePolicy.NoStore)
                : CachePolicy.NoStore;
        }

        foreach (var directive in SchemaUses.Of(supergraph.Schema, document))
        {
            policy = directive.Name.Is("cacheControl"u8)
                ? policy.Merge(Read(directive) ?? CachePolicy.NoStore)
                : policy;
        }

        return usesClaims ? policy with { Scope = CacheScope.Private } : policy;
    }

    private static CachePolicy? Read(DirectiveNode? directive)
    {
        if (directive is null)
        {
            return null;
        }

        var age = Find(directive, "maxAge") is IntValueNode seconds
            ? TimeSpan.FromSeconds(int.Parse(seconds.Value, CultureInfo.InvariantCulture))
            : TimeSpan.Zero;
        var isPublic = Find(directive, "scope") is EnumValueNode scope && scope.Name.Is("PUBLIC"u8);
        return new CachePolicy(age, isPublic ? CacheScope.Public : CacheScope.Private);
    }

    private static ValueNode? Find(DirectiveNode directive, string name) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name.Value == name)?.Value;
}

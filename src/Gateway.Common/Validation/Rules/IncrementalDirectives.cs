using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary><c>@defer</c> and <c>@stream</c>, which mean something only in schemas that define them.</summary>
internal static class IncrementalDirectives
{
    public static bool AreDefined(GraphQLSchema schema) =>
        schema.DirectiveDefinitions.Find("defer"u8) is not null
        || schema.DirectiveDefinitions.Find("stream"u8) is not null;

    public static bool IsOne(DirectiveNode directive) => directive.Name.Is("defer"u8) || directive.Name.Is("stream"u8);

    /// <summary>The first directive of that name on a selection, or null.</summary>
    public static DirectiveNode? Find(SelectionNode selection, ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < selection.Directives.Count; index++)
        {
            if (selection.Directives[index].Name.Is(name))
            {
                return selection.Directives[index];
            }
        }

        return null;
    }

    /// <summary>The value given for an argument, or null.</summary>
    public static ValueNode? Argument(DirectiveNode directive, ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < directive.Arguments.Count; index++)
        {
            if (directive.Arguments[index].Name.Is(name))
            {
                return directive.Arguments[index].Value;
            }
        }

        return null;
    }
}

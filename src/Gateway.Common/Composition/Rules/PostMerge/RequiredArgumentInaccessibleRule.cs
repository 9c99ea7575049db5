using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>What a field needs can be given.</summary>
/// <remarks>Source: Apollo Federation REQUIRED_INACCESSIBLE.</remarks>
internal static class RequiredArgumentInaccessibleRule
{
    public static void Check(MergedView merged)
    {
        foreach (var (type, field) in merged.ShownFields)
        {
            foreach (var argument in field.Arguments)
            {
                if (argument is { Type: NonNullTypeNode, DefaultValue: null }
                    && !MergedView.IsShown(argument.Directives))
                {
                    var coordinate = $"{type.Name}.{field.Name}({argument.Name}:)";
                    merged.Add(
                        CompositionErrorCodes.RequiredInaccessible, coordinate,
                        $"{coordinate} is required but @inaccessible, so nobody could give it: make it optional.",
                        type.Name.Value, field.Name.Value);
                }
            }
        }
    }
}

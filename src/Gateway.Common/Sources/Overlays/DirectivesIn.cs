using Gateway.Common.Language;

namespace Gateway.Common.Sources.Overlays;

/// <summary>All directives applied in a definition, at any place of it.</summary>
internal static class DirectivesIn
{
    public static IEnumerable<DirectiveNode> Of(DefinitionNode definition)
    {
        IEnumerable<DirectiveNode> own = definition is TypeSystemNode node ? node.Directives : [];
        return definition switch
        {
            ComplexTypeDefinitionNode type => own.Concat(type.Fields.SelectMany(static field =>
                field.Directives.Concat(field.Arguments.SelectMany(static argument => argument.Directives)))),
            EnumTypeDefinitionNode type => own.Concat(type.Values.SelectMany(static value => value.Directives)),
            InputObjectTypeDefinitionNode type =>
                own.Concat(type.Fields.SelectMany(static field => field.Directives)),
            _ => own,
        };
    }
}

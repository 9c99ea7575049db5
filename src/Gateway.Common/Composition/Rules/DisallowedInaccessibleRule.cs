using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules;

/// <summary>What GraphQL itself defines cannot be hidden.</summary>
/// <remarks>
/// Source: Composite Schemas §4.1 Disallowed Inaccessible Elements. It looks at the document: a schema is never built
/// of definitions that stand in for the built-in ones.
/// </remarks>
internal static class DisallowedInaccessibleRule
{
    public static void Check(string source, DocumentNode document, ICollection<CompositionError> errors)
    {
        var names = new DirectiveNames(
            document.Definitions.OfType<SchemaDefinitionNode>().SelectMany(schema => schema.Directives));
        foreach (var (coordinate, directive) in document.Definitions.SelectMany(Applied))
        {
            if (names.Canonical(directive.Name) == Words.Inaccessible)
            {
                var place = SourceLocation.Of(document.Source.Span, directive.Span.Start);
                errors.Add(new CompositionError(
                    CompositionErrorCodes.DisallowedInaccessible,
                    $"{coordinate} is GraphQL's own and cannot be @inaccessible: remove the directive.",
                    Source: source, Coordinate: coordinate, Line: place.Line, Column: place.Column));
            }
        }
    }

    private static IEnumerable<(string Coordinate, DirectiveNode Directive)> Applied(DefinitionNode definition) =>
        definition switch
        {
            TypeDefinitionNode type when IsBuiltIn(type.Name.Value) => OfType(type),
            DirectiveDefinitionNode directive when BuiltIn.IsDirective(directive.Name.Value) =>
                OfInputs($"@{directive.Name}", directive.Arguments),
            _ => [],
        };

    private static bool IsBuiltIn(string name) =>
        BuiltInScalar.IsBuiltIn(name) || BuiltIn.IsIntrospectionType(name);

    private static IEnumerable<(string Coordinate, DirectiveNode Directive)> OfType(TypeDefinitionNode type)
    {
        var own = type.Directives.Select(directive => (type.Name.Value, directive));
        return type is ComplexTypeDefinitionNode complex
            ? own.Concat(complex.Fields.SelectMany(field => OfField(type, field)))
            : type is EnumTypeDefinitionNode values ? own.Concat(values.Values.SelectMany(
                value => value.Directives.Select(directive => ($"{type.Name}.{value.Name}", directive))))
            : own;
    }

    private static IEnumerable<(string Coordinate, DirectiveNode Directive)> OfField(
        TypeDefinitionNode type, FieldDefinitionNode field)
    {
        var coordinate = $"{type.Name}.{field.Name}";
        return field.Directives.Select(directive => (coordinate, directive))
            .Concat(OfInputs(coordinate, field.Arguments));
    }

    private static IEnumerable<(string Coordinate, DirectiveNode Directive)> OfInputs(
        string owner, IEnumerable<InputValueDefinitionNode> inputs) =>
        inputs.SelectMany(input => input.Directives.Select(directive => ($"{owner}({input.Name}:)", directive)));
}

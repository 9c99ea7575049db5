using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Architecture.Tests.Modules;

/// <summary>Finds every type that a file depends on, whether it is written out or only reached.</summary>
/// <remarks>
/// Shape: syntax tree → (place, type) pairs with repeats. Counted are names, base types, attributes, the types of all
/// expressions (<c>var</c>, <c>a.B().C</c>, lambda parameters, conversions), declaring types of members that are used,
/// and type arguments, element types and outer types of all these. Documentation comments are not counted.
/// </remarks>
internal static class TypeReferences
{
    public static IEnumerable<(SyntaxNode Node, INamedTypeSymbol Type)> In(SemanticModel model)
    {
        foreach (var node in model.SyntaxTree.GetRoot().DescendantNodes())
        {
            foreach (var type in Reached(model, node).SelectMany(Parts))
            {
                yield return (node, type);
            }
        }
    }

    private static IEnumerable<ITypeSymbol?> Reached(SemanticModel model, SyntaxNode node) => node switch
    {
        ExpressionSyntax expression => OfSymbol(model.GetSymbolInfo(expression).Symbol)
            .Append(model.GetTypeInfo(expression).Type)
            .Append(model.GetTypeInfo(expression).ConvertedType),
        AttributeSyntax attribute => OfSymbol(model.GetSymbolInfo(attribute).Symbol),
        ConstructorInitializerSyntax initializer => OfSymbol(model.GetSymbolInfo(initializer).Symbol),
        ParameterSyntax or VariableDesignationSyntax => OfSymbol(model.GetDeclaredSymbol(node)),
        _ => [],
    };

    private static IEnumerable<ITypeSymbol?> OfSymbol(ISymbol? symbol) => symbol switch
    {
        ITypeSymbol type => [type],
        IMethodSymbol method => [method.ContainingType, method.ReturnType, .. method.TypeArguments],
        IPropertySymbol property => [property.ContainingType, property.Type],
        IFieldSymbol field => [field.ContainingType, field.Type],
        IEventSymbol @event => [@event.ContainingType, @event.Type],
        IParameterSymbol parameter => [parameter.Type],
        ILocalSymbol local => [local.Type],
        _ => [],
    };

    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        IPointerTypeSymbol pointer => Parts(pointer.PointedAtType),
        INamedTypeSymbol { TypeKind: not TypeKind.Error } named =>
            [named, .. Parts(named.ContainingType), .. named.TypeArguments.SelectMany(Parts)],
        _ => [],
    };
}

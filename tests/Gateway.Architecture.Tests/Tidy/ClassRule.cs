using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Architecture.Tests.Tidy;

/// <summary>A class is made to be derived from (abstract) or it is not (sealed, static). Records too.</summary>
internal static class ClassRule
{
    public static IEnumerable<Violation> Check(SourceFile file) =>
        from type in file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>()
        where type.IsKind(SyntaxKind.ClassDeclaration) || type.IsKind(SyntaxKind.RecordDeclaration)
        where !type.Modifiers.Any(modifier => modifier.Kind()
            is SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword)
        select file.At(type.Identifier.SpanStart, $"class {type.Identifier.Text} is not sealed, static or abstract");
}

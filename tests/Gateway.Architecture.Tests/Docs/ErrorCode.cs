using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Architecture.Tests.Docs;

/// <summary>An error code as the source has it.</summary>
/// <param name="Value">Such as <c>RATE_LIMITED</c>.</param>
/// <param name="Path">The file that defines it, from the repository's root.</param>
internal sealed record ErrorCode(string Value, string Path)
{
    /// <summary>Words of GraphQL and protobuf that look like codes.</summary>
    private static readonly HashSet<string> Words =
    [
        "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION", "FIELD_DEFINITION",
        "ARGUMENT_DEFINITION", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION", "NON_NULL", "EXPORT_ALL",
        "LOCAL_ALL",
    ];

    private static readonly string[] WordPrefixes = ["src/Gateway.Common/Sources/Grpc/ProtoKind"];

    /// <summary>
    /// Every constant of a type named <c>…Codes</c> or with a name that ends in <c>Code</c>, and every other literal in
    /// SCREAMING_SNAKE with at least two words.
    /// </summary>
    public static IEnumerable<ErrorCode> In(SourceFile file) =>
        WordPrefixes.Any(prefix => file.Path.StartsWith(prefix, StringComparison.Ordinal))
            ? []
            : file.Root.DescendantNodes().OfType<LiteralExpressionSyntax>()
                .Where(static literal => literal.IsKind(SyntaxKind.StringLiteralExpression))
                .Where(static literal => IsCode(literal.Token.ValueText, literal))
                .Select(literal => new ErrorCode(literal.Token.ValueText, file.Path))
                .Distinct();

    private static bool IsCode(string text, LiteralExpressionSyntax literal) =>
        IsScreamingSnake(text)
        && !Words.Contains(text)
        && (text.Contains('_', StringComparison.Ordinal) ? !IsConstantOfAnotherKind(literal) : IsNamedCode(literal));

    private static bool IsScreamingSnake(string text) =>
        text.Length > 2
        && char.IsAsciiLetterUpper(text[0])
        && text[^1] != '_'
        && text.All(static letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_');

    private static bool IsNamedCode(LiteralExpressionSyntax literal) =>
        literal.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && literal.FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field
        && field.Modifiers.Any(SyntaxKind.ConstKeyword)
        && (type.Identifier.ValueText.EndsWith("Codes", StringComparison.Ordinal)
            || field.Declaration.Variables[0].Identifier.ValueText.EndsWith("Code", StringComparison.Ordinal));

    /// <summary>The name of an environment variable, for one.</summary>
    private static bool IsConstantOfAnotherKind(LiteralExpressionSyntax literal) =>
        literal.FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field
        && field.Declaration.Variables[0].Identifier.ValueText.EndsWith("Variable", StringComparison.Ordinal);
}

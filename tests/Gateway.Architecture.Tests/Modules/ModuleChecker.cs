using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Architecture.Tests.Modules;

/// <summary>Holds a compilation to <see cref="ModuleTable"/>.</summary>
/// <remarks>Errors: none thrown; a file outside every module is itself a violation.</remarks>
internal static class ModuleChecker
{
    /// <summary>Breaches of the module table in Gateway.Common.</summary>
    public static IReadOnlyList<Violation> CheckModules(CSharpCompilation compilation) =>
        Check(compilation, ModuleFile);

    /// <summary>Types that a host uses beyond <see cref="ModuleTable.HostImports"/>.</summary>
    public static IReadOnlyList<Violation> CheckHost(CSharpCompilation compilation) =>
        Check(compilation, model => HostFile(model, compilation));

    private static List<Violation> Check(
        CSharpCompilation compilation, Func<SemanticModel, IEnumerable<Violation>> rule) =>
    [
        .. Binding.WrittenTrees(compilation).AsParallel()
            .SelectMany(tree => rule(compilation.GetSemanticModel(tree)))
            .Distinct()
            .OrderBy(found => found.File, StringComparer.Ordinal).ThenBy(found => found.Line),
    ];

    private static IEnumerable<Violation> ModuleFile(SemanticModel model)
    {
        var declared = model.SyntaxTree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            .Select(declaration => declaration.Name.ToString()).Distinct().ToList();
        var user = declared is [var only] ? ModuleTable.Find(only) : null;
        if (user is null)
        {
            var text = $"lies in no module: namespaces [{string.Join(", ", declared)}]";
            return HasCode(model.SyntaxTree) ? [new Violation(model.SyntaxTree.FilePath, 1, text)] : [];
        }

        return [.. UsingsOf(model, user), .. TypesOf(model, user)];
    }

    private static bool HasCode(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().Any(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
            or GlobalStatementSyntax or UsingDirectiveSyntax);

    private static IEnumerable<Violation> UsingsOf(SemanticModel model, Module user) =>
        from node in model.SyntaxTree.GetRoot().DescendantNodes().OfType<UsingDirectiveSyntax>()
        where node.NamespaceOrType is NameSyntax
        let target = model.GetSymbolInfo(node.NamespaceOrType).Symbol as INamespaceSymbol
        where target is not null && !user.ReadsOptions
        let breach = Breach(user, target.ToDisplayString(), typeName: null)
        where breach is not null
        select At(node, breach);

    private static IEnumerable<Violation> TypesOf(SemanticModel model, Module user)
    {
        var answers = new Dictionary<INamedTypeSymbol, string?>(SymbolEqualityComparer.Default);
        foreach (var (node, type) in TypeReferences.In(model))
        {
            var definition = type.OriginalDefinition;
            if (!answers.TryGetValue(definition, out var breach))
            {
                breach = Breach(user, NamespaceOf(definition), OuterName(definition));
                answers.Add(definition, breach);
            }

            if (breach is not null)
            {
                yield return At(node, breach);
            }
        }
    }

    /// <summary>What is wrong when a module uses a type, or (no type name) a namespace; null if nothing is.</summary>
    private static string? Breach(Module user, string @namespace, string? typeName)
    {
        var target = typeName is null ? @namespace : $"{@namespace}.{typeName}";
        if (ModuleTable.Covers(ModuleTable.AspNetRoot, @namespace))
        {
            var isAllowed = user.AspNet.Any(allowed => ModuleTable.Covers(allowed, @namespace));
            return isAllowed ? null : $"{user.Name} uses {target}";
        }

        if (!ModuleTable.Covers(ModuleTable.Root, @namespace))
        {
            return null;
        }

        var owner = ModuleTable.Find(@namespace);
        var shortTarget = target.Length > ModuleTable.Root.Length ? target[(ModuleTable.Root.Length + 1)..] : target;
        if (owner is null)
        {
            return $"{user.Name} uses {shortTarget}, which lies in no module";
        }

        if (owner == user)
        {
            return null;
        }

        if (@namespace != owner.Namespace)
        {
            return $"{user.Name} uses {shortTarget}, private to {owner.Name}";
        }

        var isOptions = typeName is not null && typeName.EndsWith("Options", StringComparison.Ordinal);
        return user.ReadsOptions && isOptions || user.Imports.Contains(owner.Name) ? null : $"{user.Name} uses {shortTarget}";
    }

    private static IEnumerable<Violation> HostFile(SemanticModel model, CSharpCompilation compilation) =>
        from reference in TypeReferences.In(model)
        let type = reference.Type.OriginalDefinition
        where !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
        let name = $"{NamespaceOf(type)}.{OuterName(type)}"
        where !ModuleTable.HostImports.Any(allowed => ModuleTable.Covers(allowed, name))
        select At(reference.Node, $"{compilation.AssemblyName} uses {name}");

    private static string NamespaceOf(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() ?? "";

    /// <summary>A nested type counts as the type that holds it.</summary>
    private static string OuterName(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } outer)
        {
            type = outer;
        }

        return type.Name;
    }

    private static Violation At(SyntaxNode node, string text) =>
        new(node.SyntaxTree.FilePath, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, text);
}

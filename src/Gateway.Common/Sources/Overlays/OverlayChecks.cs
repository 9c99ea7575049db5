using Gateway.Common.Language;

namespace Gateway.Common.Sources.Overlays;

/// <summary>
/// Finds what an overlay misspells: words nobody reads, members that are to be changed and are not there.
/// </summary>
/// <remarks>A misspelt guard would leave a door open without a word, so no unknown directive passes.</remarks>
internal sealed class OverlayChecks
{
    private static readonly string[] Binding = ["bind", "from", "rest", "soap", "grpc", "local"];

    /// <summary>Changes of something that is there already.</summary>
    private static readonly string[] Changing = ["hide", "rename"];

    private readonly OverlayDiagnostics _diagnostics;
    private readonly HashSet<string> _words;

    public OverlayChecks(DocumentNode source, DocumentNode overlay, OverlayDiagnostics diagnostics)
    {
        _diagnostics = diagnostics;
        _words = [.. OverlayWords.All];
        foreach (var definition in source.Definitions.Concat(overlay.Definitions))
        {
            if (definition is DirectiveDefinitionNode directive)
            {
                _words.Add(directive.Name.Value);
            }
        }

        // What the source says itself is its own affair: its team's tools may read more words than the gateway.
        foreach (var directive in source.Definitions.SelectMany(DirectivesIn.Of))
        {
            _words.Add(directive.Name.Value);
        }
    }

    public void CheckWords(DefinitionNode patch)
    {
        foreach (var directive in DirectivesIn.Of(patch))
        {
            var name = directive.Name.Value;
            if (!_words.Contains(name))
            {
                _diagnostics.WordUnknown(directive, _words);
            }
            else if (name == "rename" && !IsRename(directive))
            {
                _diagnostics.RenameInvalid(directive);
            }
        }
    }

    /// <param name="known">The source's type.</param>
    /// <param name="patch">What the overlay says of it.</param>
    public void CheckMembers(TypeDefinitionNode known, TypeDefinitionNode patch)
    {
        switch (known, patch)
        {
            case (ComplexTypeDefinitionNode type, ComplexTypeDefinitionNode change):
                CheckFields(type, change);
                break;
            case (EnumTypeDefinitionNode type, EnumTypeDefinitionNode change):
                foreach (var value in change.Values)
                {
                    Check(value.Name, value.Directives, type.Name, type.Values.Select(static one => one.Name), value);
                }

                break;
            case (InputObjectTypeDefinitionNode type, InputObjectTypeDefinitionNode change):
                foreach (var field in change.Fields)
                {
                    Check(field.Name, field.Directives, type.Name, type.Fields.Select(static one => one.Name), field);
                }

                break;
        }
    }

    private void CheckFields(ComplexTypeDefinitionNode type, ComplexTypeDefinitionNode change)
    {
        var isRoot = type.Name.Is("Query"u8) || type.Name.Is("Mutation"u8) || type.Name.Is("Subscription"u8);
        var names = type.Fields.Select(static field => field.Name).ToArray();
        foreach (var field in change.Fields)
        {
            var index = Array.IndexOf(names, field.Name);
            if (index >= 0)
            {
                CheckArguments(type, type.Fields[index], field);
            }
            else if (isRoot && !Has(field.Directives, Binding))
            {
                _diagnostics.MemberUnknown(field.Name, type.Name, names, field);
            }
            else
            {
                Check(field.Name, field.Directives, type.Name, names, field);
            }
        }
    }

    private void CheckArguments(ComplexTypeDefinitionNode type, FieldDefinitionNode known, FieldDefinitionNode change)
    {
        foreach (var argument in change.Arguments)
        {
            Check(
                argument.Name,
                argument.Directives,
                new Name($"{type.Name.Value}.{known.Name.Value}"),
                known.Arguments.Select(static one => one.Name),
                argument);
        }
    }

    /// <summary>A new member is the overlay's to add; one that is only to be changed must be there.</summary>
    private void Check(
        Name name, IReadOnlyList<DirectiveNode> directives, Name of, IEnumerable<Name> known, SyntaxNode at)
    {
        var names = known.ToArray();
        if (Has(directives, Changing) && !names.Contains(name))
        {
            _diagnostics.MemberUnknown(name, of, names, at);
        }
    }

    private static bool Has(IReadOnlyList<DirectiveNode> directives, string[] words) =>
        directives.Any(directive => words.Contains(directive.Name.Value));

    private static bool IsRename(DirectiveNode directive) =>
        directive.Arguments is [{ Value: StringValueNode { Value: { Length: > 0 } to } } argument]
        && argument.Name.Is("to"u8)
        && !char.IsAsciiDigit(to[0])
        && to.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
}

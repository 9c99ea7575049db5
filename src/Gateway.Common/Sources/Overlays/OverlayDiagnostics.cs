using Gateway.Common.Language;

namespace Gateway.Common.Sources.Overlays;

/// <summary>Collects what is wrong with an overlay.</summary>
internal sealed class OverlayDiagnostics(DocumentNode overlay, string file)
{
    public const string TargetUnknown = "OVERLAY_TARGET_UNKNOWN";
    public const string BindingUnknownCode = "OVERLAY_BINDING_UNKNOWN";
    public const string KindMismatch = "OVERLAY_KIND_MISMATCH";
    public const string NotTypeSystemCode = "OVERLAY_NOT_TYPE_SYSTEM";

    public const string MemberUnknownCode = "OVERLAY_MEMBER_UNKNOWN";
    public const string WordUnknownCode = "OVERLAY_WORD_UNKNOWN";
    public const string PagingInvalidCode = "OVERLAY_PAGING_INVALID";
    public const string RenameInvalidCode = "OVERLAY_RENAME_INVALID";

    private const int SuggestionDistanceMax = 3;

    private readonly List<ImportDiagnostic> _all = [];

    public IReadOnlyList<ImportDiagnostic> All => _all;

    public void Unknown(TypeDefinitionNode type, IEnumerable<DefinitionNode> definitions)
    {
        var name = type.Name.Value;
        var nearest = Nearest(name, definitions.OfType<TypeDefinitionNode>().Select(static one => one.Name.Value), "");
        Add(
            TargetUnknown,
            $"The source has no type '{name}' to extend.{nearest} Write 'type {name}' to add one.",
            type);
    }

    /// <param name="of">The type, or the field whose arguments are meant.</param>
    /// <param name="known">What it has.</param>
    public void MemberUnknown(Name name, Name of, IEnumerable<Name> known, SyntaxNode at) => Add(
        MemberUnknownCode,
        $"The source's '{of.Value}' has no '{name.Value}'."
        + Nearest(name.Value, known.Select(static one => one.Value), ""),
        at);

    public void WordUnknown(DirectiveNode directive, IEnumerable<string> known) => Add(
        WordUnknownCode,
        $"Nobody reads '@{directive.Name.Value}'.{Nearest(directive.Name.Value, known, "@")}",
        directive);

    public void RenameInvalid(DirectiveNode directive) => Add(
        RenameInvalidCode, "@rename needs one argument, to: a name of letters, digits and _.", directive);

    public void PagingInvalid(DirectiveNode directive, string why) =>
        Add(PagingInvalidCode, $"@paging: {why}.", directive);

    public void Mismatch(TypeDefinitionNode type) =>
        Add(KindMismatch, $"'{type.Name.Value}' is another kind of type in the source.", type);

    public void BindingUnknown(FieldDefinitionNode field, string coordinate) => Add(
        BindingUnknownCode, $"The source has no field '{coordinate}' for '{field.Name.Value}' to bind to.", field);

    public void NotTypeSystem(DefinitionNode node) =>
        Add(NotTypeSystemCode, "An overlay holds type system definitions and extensions only.", node);

    private void Add(string code, string message, SyntaxNode node)
    {
        var line = SourceLocation.Of(overlay.Source.Span, node.Span.Start).Line;
        _all.Add(new ImportDiagnostic(IsError: true, code, message, file, line));
    }

    private static string Nearest(string name, IEnumerable<string> candidates, string sigil) => candidates
        .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
        .Where(candidate => candidate.Distance <= Math.Min(SuggestionDistanceMax, name.Length - 1))
        .OrderBy(static candidate => candidate.Distance)
        .Select(candidate => $" Did you mean '{sigil}{candidate.Name}'?")
        .FirstOrDefault("");

    /// <summary>Levenshtein distance.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}

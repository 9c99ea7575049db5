using Gateway.Common.Language;

namespace Gateway.Common.Composition.Normalization;

/// <summary>One <c>@key</c> of a type.</summary>
/// <param name="Text">As written.</param>
/// <param name="Fields">Null where the text is no selection.</param>
/// <param name="Directive">Where it stands.</param>
internal sealed record SourceKey(string Text, FieldSet? Fields, bool IsResolvable, DirectiveNode Directive)
{
    public static SourceKey Read(DirectiveNode directive)
    {
        var text = DirectiveArguments.Text(directive, "fields"u8) ?? "";
        var isResolvable = DirectiveArguments.Flag(directive, "resolvable"u8) ?? true;
        return new SourceKey(text, FieldSets.Read(text), isResolvable, directive);
    }
}

using Gateway.Common.Language;

namespace Gateway.Common.Validation;

/// <summary>One reason why a document is refused.</summary>
/// <param name="Code">A member of <see cref="ValidationCodes"/>.</param>
/// <param name="Message">For people; names elements of the schema, so production answers may withhold it.</param>
/// <param name="Locations">The places that take part, in the rule's order; the first hundred of them.</param>
public sealed record ValidationError(string Code, string Message, IReadOnlyList<SourceLocation> Locations)
{
    public override string ToString() =>
        $"{Code}: {Message} ({string.Join(", ", Locations.Select(place => $"{place.Line}:{place.Column}"))})";
}

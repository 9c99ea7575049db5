using Gateway.Common.Composition.Rules;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition;

/// <summary>Reads a source's SDL, lenient about directives that it uses undeclared.</summary>
internal static class SourceSchemaReader
{
    /// <returns>Null where <paramref name="errors"/> received any fault.</returns>
    public static SourceSchema? Read(
        string name, SourceKind kind, string sdl, string? url, ICollection<CompositionError> errors)
    {
        try
        {
            return Read(name, kind, Parser.Parse(sdl), url, errors);
        }
        catch (SyntaxException fault)
        {
            errors.Add(new CompositionError(
                fault.Code, fault.Message, Source: name, Line: fault.Line, Column: fault.Column));
            return null;
        }
    }

    /// <inheritdoc cref="Read(string, SourceKind, string, string?, ICollection{CompositionError})"/>
    public static SourceSchema? Read(
        string name, SourceKind kind, DocumentNode document, string? url, ICollection<CompositionError> errors)
    {
        var count = errors.Count;
        DisallowedInaccessibleRule.Check(name, document, errors);
        var built = SchemaBuilder.Build(document, SchemaBuildOptions.SourceSchema);
        foreach (var fault in built.Diagnostics)
        {
            var place = fault.Locations is [var first, ..] ? first.Location : default;
            errors.Add(new CompositionError(
                CompositionErrorCodes.InvalidGraphQL,
                $"{fault.Code}: {fault.Message}",
                Source: name,
                Line: place.Line,
                Column: place.Column));
        }

        return built.Schema is { } schema && errors.Count == count ? new SourceSchema(name, kind, schema, url) : null;
    }
}

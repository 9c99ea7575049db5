using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Rest.Calls;

internal enum ParameterPlace : byte
{
    Path,
    Query,
    Header,
    Cookie,
    Body,
}

/// <summary>OpenAPI's styles, with Swagger 2.0's <c>tsv</c>.</summary>
internal enum ParameterStyle : byte
{
    Form,
    Simple,
    Label,
    Matrix,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    DeepObject,

    /// <summary>The value's JSON text.</summary>
    Json,
}

/// <summary>How one argument is sent outside the body. Source: OpenAPI 3.1 §4.8.12, RFC 6570.</summary>
internal sealed class ParameterPlan
{
    public required int Argument { get; init; }

    public required ParameterPlace Place { get; init; }

    public required ParameterStyle Style { get; init; }

    public required bool Explodes { get; init; }

    public required bool KeepsReserved { get; init; }

    public required InputPlan Plan { get; init; }

    /// <summary>As in a header or a path template.</summary>
    public required string Name { get; init; }

    /// <summary>Percent-encoded, as in a query.</summary>
    public required byte[] EncodedName { get; init; }

    public static ParameterPlan Compile(InputValueDefinition argument, int index, IReadOnlyList<string> template)
    {
        var directive = argument.FindDirective("param"u8);
        var name = WireName.Of(argument);
        var place = directive.FindWord("in"u8)?.ToUpperInvariant() switch
        {
            "PATH" => ParameterPlace.Path,
            "QUERY" => ParameterPlace.Query,
            "HEADER" => ParameterPlace.Header,
            "COOKIE" => ParameterPlace.Cookie,
            null => template.Contains(name) ? ParameterPlace.Path : ParameterPlace.Query,
            var other => throw Contradiction(argument, $"in: \"{other}\" is no place"),
        };
        if (place == ParameterPlace.Path && !template.Contains(name))
        {
            throw Contradiction(argument, $"the path has no {{{name}}}");
        }

        if (UploadScalar.IsIn(argument.Type))
        {
            throw Contradiction(argument, "a file is sent in the body only");
        }

        var style = StyleOf(argument, directive.FindWord("style"u8), directive.FindWord("contentType"u8), place);
        return new ParameterPlan
        {
            Argument = index,
            Place = place,
            Style = style,
            Explodes = directive.FindBoolean("explode"u8) ?? style is ParameterStyle.Form or ParameterStyle.DeepObject,
            KeepsReserved = directive.FindBoolean("reserved"u8) ?? false,
            Plan = new InputPlanCompiler().Compile(argument.Type),
            Name = name,
            EncodedName = Encode(name),
        };
    }

    /// <summary>A property of a form-urlencoded body, which looks as a query does.</summary>
    /// <param name="body">The argument that has the property.</param>
    /// <param name="part">Its <c>@part</c>.</param>
    /// <returns>Null where nothing is said of it.</returns>
    public static ParameterPlan? OfPart(InputValueDefinition body, DirectiveNode part)
    {
        var (style, contentType) = (part.FindWord("style"u8), part.FindWord("contentType"u8));
        if (style is null && contentType is null)
        {
            return null;
        }

        var name = part.FindString("name"u8) ?? "";
        var known = StyleOf(body, style, style is null ? contentType : null, ParameterPlace.Query);
        return new ParameterPlan
        {
            Argument = -1,
            Place = ParameterPlace.Query,
            Style = known,
            Explodes = part.FindBoolean("explode"u8) ?? known is ParameterStyle.Form or ParameterStyle.DeepObject,
            KeepsReserved = part.FindBoolean("reserved"u8) ?? false,
            Plan = new InputPlan(InputKind.Leaf) { IsIdentity = true },
            Name = name,
            EncodedName = Encode(name),
        };
    }

    private static ParameterStyle StyleOf(
        InputValueDefinition argument, string? style, string? contentType, ParameterPlace place) =>
        contentType is not null ? ParameterStyle.Json : style switch
        {
            null => place is ParameterPlace.Path or ParameterPlace.Header ? ParameterStyle.Simple : ParameterStyle.Form,
            "form" => ParameterStyle.Form,
            "simple" => ParameterStyle.Simple,
            "label" => ParameterStyle.Label,
            "matrix" => ParameterStyle.Matrix,
            "spaceDelimited" => ParameterStyle.SpaceDelimited,
            "pipeDelimited" => ParameterStyle.PipeDelimited,
            "tabDelimited" => ParameterStyle.TabDelimited,
            "deepObject" => ParameterStyle.DeepObject,
            _ => throw Contradiction(argument, $"style: \"{style}\" is not known"),
        };

    private static byte[] Encode(string name)
    {
        var buffer = new TextBuffer();
        buffer.AppendEncoded(Encoding.UTF8.GetBytes(name));
        var encoded = buffer.Written.ToArray();
        buffer.Dispose();
        return encoded;
    }

    private static SourceException Contradiction(InputValueDefinition argument, string what) =>
        new(SourceErrorCodes.Failed, $"The binding of argument {argument.Name} is wrong: {what}.");
}

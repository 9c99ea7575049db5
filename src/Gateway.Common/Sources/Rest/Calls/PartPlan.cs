using System.Buffers;
using System.Text;
using System.Text.Json;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Rest.Calls;

/// <summary>How one part of a multipart body is sent, beside its name and content.</summary>
/// <param name="types">Media types or ranges that its content may have, the first preferred; empty for any.</param>
/// <param name="headers">Fields that are always the same, as lines.</param>
/// <param name="asked">Fields that arguments give: their names and the arguments' places.</param>
/// <param name="style">How the value becomes text, and one part or several; null where nothing is said.</param>
/// <remarks>Source: OpenAPI 3.1 §4.8.15 Encoding Object; RFC 7578 §4.4.</remarks>
internal sealed class PartPlan(
    string[] types, byte[] headers, (string Name, int Argument)[] asked, ParameterPlan? style = null)
{
    /// <summary>A part of which nothing is said.</summary>
    public static PartPlan None { get; } = new([], [], []);

    /// <summary>By the name of the part.</summary>
    public static Dictionary<string, PartPlan> Compile(
        MemberMap<InputValueDefinition> arguments, InputValueDefinition body)
    {
        var parts = body.Directives.Where(static directive => directive.Name.Is("part"u8))
            .ToLookup(static directive => directive.FindString("name"u8) ?? "", StringComparer.Ordinal);
        var asked = Enumerable.Range(0, arguments.Count)
            .Select(index => (Index: index, Directive: arguments[index].FindDirective("partHeader"u8)))
            .Where(static pair => pair.Directive is not null)
            .ToLookup(static pair => pair.Directive.FindString("part"u8) ?? "", StringComparer.Ordinal);
        return parts.Select(static part => part.Key).Union(asked.Select(static part => part.Key)).ToDictionary(
            static name => name,
            name => new PartPlan(
                [.. parts[name].SelectMany(static part => TypesOf(part.FindString("contentType"u8)))],
                Encoding.UTF8.GetBytes(string.Concat(parts[name].SelectMany(static part =>
                    part.FindStrings("headers"u8)).Select(static line => $"\r\n{Checked(line)}"))),
                [.. asked[name].Select(static pair => (pair.Directive.FindString("name"u8) ?? "", pair.Index))],
                parts[name].FirstOrDefault(static part => part.FindWord("style"u8) is not null) is { } styled
                    ? ParameterPlan.OfPart(body, styled)
                    : null),
            StringComparer.Ordinal);
    }

    /// <summary>As a query's parameter has it, but for what an address must escape.</summary>
    public ParameterPlan? Style => style;

    /// <summary>Whether a value is sent as JSON text, strings in quotes.</summary>
    public bool IsJson => types is [var first, ..] && first.EndsWith("json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The type to send: the first that is allowed and no range; or what is usual.</summary>
    public string? TypeOr(string? usual) => Array.Find(types, static type => !type.Contains('*')) ?? usual;

    /// <summary>The type that a file says it has, where the part may have it.</summary>
    public string TypeOf(ReceivedFile file)
    {
        var own = FileParts.MediaTypeOf(file);
        if (types.Length == 0 || Array.Exists(types, type => Allows(type, own)))
        {
            return own;
        }

        return own == FileParts.AnyBytes && TypeOr(null) is { } preferred
            ? preferred
            : throw new SourceException(
                SourceErrorCodes.InvalidArgument,
                $"A file of type {string.Join(" or ", types)} is needed where another stands.");
    }

    /// <summary>Writes the fields beside the part's own, each after a line's end.</summary>
    public void WriteHeaders(CallArguments arguments, SourceRequest request)
    {
        request.Write(headers);
        foreach (var (name, argument) in asked)
        {
            if (arguments.IsAbsent(argument) || arguments.IsNull(argument))
            {
                continue;
            }

            var reader = new Utf8JsonReader(arguments[argument], WireJson.ReaderOptions);
            reader.Read();
            var value = reader.TokenType == JsonTokenType.String
                ? reader.GetString()!
                : Encoding.UTF8.GetString(arguments[argument]);
            request.Write(Encoding.UTF8.GetBytes($"\r\n{Checked($"{name}: {value}")}"));
        }
    }

    private static string[] TypesOf(string? list) => list?.Split(
        ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool Allows(string range, string type)
    {
        var bare = type.Split(';')[0].Trim();
        return range is "*/*" || bare.Equals(range.Split(';')[0].Trim(), StringComparison.OrdinalIgnoreCase)
            || (range.EndsWith("/*", StringComparison.Ordinal)
                && bare.StartsWith(range[..^1], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A line that would end early could add fields, or the content itself.</summary>
    private static string Checked(string line) => line.AsSpan().IndexOfAny("\r\n\0") < 0
        ? line
        : throw new SourceException(SourceErrorCodes.InvalidArgument, "A header's value holds a line's end.");
}

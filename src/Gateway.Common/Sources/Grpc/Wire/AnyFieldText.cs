using System.Globalization;
using System.Text;
using Gateway.Common.Sources.Grpc.Compiler;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>A field as <c>@protoMessage(fields:)</c> says it.</summary>
/// <remarks>
/// Shape: <c>number name type</c>, such as <c>3 place MESSAGE shop.v1.Place</c>. A type is one of <c>@proto(type:)</c>,
/// with the full name of a message or enum after it; <c>[type]</c> is repeated, <c>[type] UNPACKED</c> without one
/// length for all; <c>{key: type}</c> is a map. A JSON name that does not follow from the name stands after it:
/// <c>place_of_birth=born</c>. Errors: <see cref="SourceException"/> for another text.
/// </remarks>
internal static class AnyFieldText
{
    private const string Unpacked = " UNPACKED";

    /// <param name="jsonName">As descriptors have it.</param>
    /// <param name="type">Of one value.</param>
    public static string Write(int number, string name, string jsonName, string type)
    {
        var names = JsonNameOf(name) == jsonName || name.StartsWith('[') ? name : $"{name}={jsonName}";
        return string.Create(CultureInfo.InvariantCulture, $"{number} {names} {type}");
    }

    public static string List(string type, bool isPacked) => isPacked ? $"[{type}]" : $"[{type}]{Unpacked}";

    public static string Map(string key, string type) => $"{{{key}: {type}}}";

    /// <returns>Null for a field of a type that is not known.</returns>
    public static AnyField? Parse(string text, AnyTypes types)
    {
        var parts = text.Split(' ', 3);
        if (parts.Length < 3
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw Wrong(text);
        }

        var equals = parts[1].IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? parts[1] : parts[1][..equals];
        var jsonName = equals < 0 ? JsonNameOf(name) : parts[1][(equals + 1)..];
        var type = parts[2];
        var isUnpacked = type.EndsWith(Unpacked, StringComparison.Ordinal);
        type = isUnpacked ? type[..^Unpacked.Length] : type;
        var isList = type is ['[', .., ']'];
        var isMap = type is ['{', .., '}'];
        type = isList || isMap ? type[1..^1] : type;
        InputFieldPlan? key = null;
        if (isMap)
        {
            var colon = type.IndexOf(": ", StringComparison.Ordinal);
            key = new InputFieldPlan(jsonName, 1, KindOf(colon < 0 ? throw Wrong(text) : type[..colon], text));
            type = type[(colon + 2)..];
        }

        var words = type.Split(' ', 2);
        var kind = KindOf(words[0], text);
        var typeName = words.Length > 1 ? words[1] : "";
        var plan = new InputFieldPlan(jsonName, number, kind)
        {
            IsList = isList,
            IsPacked = isList && !isUnpacked && ProtoKinds.IsPackable(kind),
            AnyTypes = types,
        };
        var message = types.FindMessage(typeName);
        return kind is ProtoKind.Message or ProtoKind.Group && message is null
            ? null
            : new AnyField(
                Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(jsonName), plan, key, message,
                types.FindEnum(typeName));
    }

    private static string JsonNameOf(string name) => name.StartsWith('[') ? name : JsonNames.Implied(name);

    private static ProtoKind KindOf(string word, string text) =>
        ProtoKinds.Parse(word) is not ProtoKind.None and var kind ? kind : throw Wrong(text);

    private static SourceException Wrong(string text) => new(
        SourceErrorCodes.Failed, "A field is bound wrongly.", $"@protoMessage(fields:) cannot be read at \"{text}\".");
}

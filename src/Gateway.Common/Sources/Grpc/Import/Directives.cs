using System.Globalization;

namespace Gateway.Common.Sources.Grpc.Import;

/// <summary>Applied directives as SDL.</summary>
internal static class Directives
{
    public const string Deprecated = "@deprecated";

    public static string Source(string name) => $"@source(name: {SdlWriter.Quote(name)})";

    public static string Call(string service, string method) =>
        $"@grpc(service: {SdlWriter.Quote(service)}, method: {SdlWriter.Quote(method)})";

    /// <param name="number">Null where it has none of its own.</param>
    /// <param name="type">Null where the GraphQL type says it.</param>
    /// <param name="isPacked">Written only where it is false.</param>
    /// <param name="isRequired">Written only where it is true.</param>
    /// <param name="default">JSON; null for none.</param>
    public static string Proto(
        int? number, string? type, bool isPacked = true, bool isRequired = false, string? @default = null)
    {
        var arguments = new List<string>();
        if (number is { } value)
        {
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"number: {value}"));
        }

        if (type is not null)
        {
            arguments.Add($"type: {SdlWriter.Quote(type)}");
        }

        if (!isPacked)
        {
            arguments.Add("packed: false");
        }

        if (isRequired)
        {
            arguments.Add("required: true");
        }

        if (@default is not null)
        {
            arguments.Add($"default: {SdlWriter.Quote(@default)}");
        }

        return $"@proto({string.Join(", ", arguments)})";
    }

    public static string Member(int number, string type, bool isWrapped)
    {
        var wrapped = isWrapped ? ", wrapped: true" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"@protoMember(number: {number}, type: {SdlWriter.Quote(type)}{wrapped})");
    }
}

using System.Text.Json;
using Gateway.Common.Primitives;

namespace Gateway.Common.Results;

/// <summary>The errors that results themselves can have, and how any error is written.</summary>
/// <remarks>Source: GraphQL §7.1.2 Errors.</remarks>
internal static class ResultErrors
{
    public const string NullForNonNullCode = "NULL_FOR_NON_NULL";
    public const string MissingCode = "SOURCE_INVALID_RESPONSE";

    public static ResultError NullForNonNull(string coordinate) =>
        new(NullForNonNullCode, $"{coordinate} may not be null, but its source gave null.");

    public static ResultError Missing(string coordinate) => new(MissingCode, $"No source answered {coordinate}.");

    public static ResultError WrongType(string coordinate) =>
        new(MissingCode, $"The source's value for {coordinate} is not of its type.");

    /// <param name="error">What is written.</param>
    /// <param name="locations">In the client's document; none for an error of the whole request.</param>
    /// <param name="path">Null for an error of the whole request.</param>
    /// <param name="output">Receives a JSON object.</param>
    public static void Write(
        ResultError error, IReadOnlyList<(int Line, int Column)> locations, ResponsePath? path, PooledBytes output)
    {
        output.Write("{\"message\":\""u8);
        output.Write(JsonEncodedText.Encode(error.Message).EncodedUtf8Bytes);
        output.Write("\""u8);
        WriteLocations(locations, output);
        if (path is not null)
        {
            output.Write(",\"path\":"u8);
            path.Write(output);
        }

        output.Write(",\"extensions\":{\"code\":\""u8);
        output.Write(JsonEncodedText.Encode(error.Code).EncodedUtf8Bytes);
        output.Write("\""u8);
        if (error.Extensions is { Length: > 0 } extensions)
        {
            output.Write(","u8);
            output.Write(extensions);
        }

        output.Write("}}"u8);
    }

    private static void WriteLocations(IReadOnlyList<(int Line, int Column)> locations, PooledBytes output)
    {
        for (var index = 0; index < locations.Count; index++)
        {
            output.Write(index == 0 ? ",\"locations\":["u8 : ","u8);
            output.Write("{\"line\":"u8);
            output.WriteNumber(locations[index].Line);
            output.Write(",\"column\":"u8);
            output.WriteNumber(locations[index].Column);
            output.Write((byte)'}');
        }

        output.Write(locations.Count > 0 ? "]"u8 : ""u8);
    }
}

using System.Text.Json;
using Gateway.Common.Primitives;

namespace Gateway.Common.Transport;

/// <summary>Puts stand-ins for files where the map of a multipart request says.</summary>
/// <remarks>
/// Each place has to be <c>null</c> in the variables and to be named once; each file has to be mapped and each mapped
/// part to be there. Source: graphql-multipart-request-spec.
/// </remarks>
internal static class UploadMap
{
    private const string Variables = "variables.";

    /// <param name="form">What was read.</param>
    /// <param name="placesMax">Bound on the places of all files.</param>
    /// <param name="variables">The request's; empty for none.</param>
    /// <param name="rewritten">Takes the variables with stand-ins.</param>
    /// <returns>The files; or null with the reason why not.</returns>
    public static (ReceivedFiles? Files, string? Problem) Apply(
        UploadForm form, int placesMax, ReadOnlySpan<byte> variables, PooledBytes rewritten)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            if (ReadMap(form, placesMax, places) is { } problem)
            {
                return (null, problem);
            }

            var files = new ReceivedFiles(
                [.. form.Files.Select(static entry => entry.File)],
                [.. places.Keys.Select(static place => place.Split('.'))]);
            return Rewrite(variables, places, files, rewritten) == places.Count
                ? (files, null)
                : (null, "A place of the map is not null in the variables.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, "The map is no JSON object of lists of places.");
        }
    }

    private static string? ReadMap(UploadForm form, int placesMax, Dictionary<string, int> places)
    {
        var reader = new Utf8JsonReader(form.Map.Span);
        var mapped = new HashSet<int>();
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var part = reader.GetString();
            var file = form.Files.FindIndex(entry => entry.Part == part);
            if (file < 0 || !mapped.Add(file))
            {
                return "The map names a file that is not there, or names one twice.";
            }

            Expect(ref reader, JsonTokenType.StartArray);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var place = reader.GetString() ?? "";
                if (!place.StartsWith(Variables, StringComparison.Ordinal) || places.Count == placesMax
                    || !places.TryAdd(place[Variables.Length..], file))
                {
                    return "A place of the map is outside the variables, named twice, or one too many.";
                }
            }
        }

        return reader.Read() || mapped.Count != form.Files.Count ? "The map does not name every file." : null;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new JsonException();
        }
    }

    /// <returns>How many places were found.</returns>
    private static int Rewrite(
        ReadOnlySpan<byte> variables, Dictionary<string, int> places, ReceivedFiles files, PooledBytes rewritten)
    {
        var (found, copied) = (0, 0);
        var walk = new JsonPathWalk(variables);
        while (walk.Read())
        {
            if (walk.TokenType == JsonTokenType.Null && places.TryGetValue(walk.Path, out var file))
            {
                rewritten.Write(variables[copied..walk.TokenStart]);
                rewritten.Write(files.StandIn(file));
                copied = walk.TokenEnd;
                found++;
            }
        }

        rewritten.Write(variables[copied..]);
        return found;
    }
}

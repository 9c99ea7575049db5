using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources;

/// <summary>The files of one call, and where in its body they stand.</summary>
/// <remarks>Source: graphql-multipart-request-spec.</remarks>
internal sealed class MultipartForm
{
    private const int NameLengthMax = 255;
    private const string DefaultMediaType = "application/octet-stream";

    private readonly byte[] _operations;
    private readonly byte[] _map;
    private readonly IReadOnlyList<ReceivedFile> _files;

    private MultipartForm(byte[] operations, byte[] map, IReadOnlyList<ReceivedFile> files)
    {
        _operations = operations;
        _map = map;
        _files = files;
    }

    /// <summary>Takes the stand-ins for files out of a body.</summary>
    /// <returns>Null where the body holds none.</returns>
    public static MultipartForm? Of(ReadOnlySpan<byte> body, ReceivedFiles? files)
    {
        if (files is null || body.IndexOf(files.Prefix) < 0)
        {
            return null;
        }

        using var operations = new PooledBytes();
        var places = new SortedDictionary<int, List<string>>();
        var copied = 0;
        var walk = new JsonPathWalk(body);
        while (walk.Read())
        {
            if (walk.TokenType == JsonTokenType.String && files.IndexOf(walk.Value) is >= 0 and var file)
            {
                operations.Write(body[copied..walk.TokenStart]);
                operations.Write("null"u8);
                copied = walk.TokenEnd;
                (places.TryGetValue(file, out var known) ? known : places[file] = []).Add(walk.Path);
            }
        }

        operations.Write(body[copied..]);
        return places.Count == 0
            ? null
            : new MultipartForm(
                operations.Span.ToArray(),
                MapOf(places.Values),
                [.. places.Keys.Select(file => files.Files[file])]);
    }

    /// <summary>Made anew for each try.</summary>
    public HttpContent ToContent()
    {
        var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(_operations), "operations" },
            { new ByteArrayContent(_map), "map" },
        };
        for (var index = 0; index < _files.Count; index++)
        {
            var content = new ByteArrayContent(_files[index].Bytes);
            content.Headers.ContentType = MediaTypeHeaderValue.TryParse(_files[index].MediaType, out var type)
                ? type
                : new MediaTypeHeaderValue(DefaultMediaType);
            form.Add(content, $"{index}", NameOf(_files[index]));
        }

        return form;
    }

    private static byte[] MapOf(IEnumerable<List<string>> places)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            var index = 0;
            foreach (var file in places)
            {
                json.WriteStartArray($"{index++}");
                foreach (var place in file)
                {
                    json.WriteStringValue(place);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The last segment of the sender's name, of letters that need no escape: it goes into a header.</summary>
    private static string NameOf(ReceivedFile file)
    {
        var name = new StringBuilder();
        var last = file.Name.AsSpan(file.Name.AsSpan().LastIndexOfAny('/', '\\') + 1);
        foreach (var c in last[..Math.Min(last.Length, NameLengthMax)])
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_');
        }

        return name.Length == 0 ? "file" : name.ToString();
    }
}

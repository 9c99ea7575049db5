using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Rest.Calls;

/// <summary>Files among a call's values.</summary>
/// <remarks>Errors: <see cref="SourceException"/> for a value that stands for no file of the request.</remarks>
internal static class FileParts
{
    public const string AnyBytes = "application/octet-stream";

    private const int NameLengthMax = 255;

    public static ReceivedFile Find(ref Utf8JsonReader reader, SourceRequest request) =>
        reader.TokenType == JsonTokenType.String
        && request.Files is { } files
        && files.IndexOf(reader.ValueSpan) is >= 0 and var index
            ? files.Files[index]
            : throw new SourceException(
                SourceErrorCodes.InvalidArgument, "A file is needed where another value stands.");

    /// <summary>As its sender said, where that is a media type.</summary>
    public static string MediaTypeOf(ReceivedFile file) =>
        MediaTypeHeaderValue.TryParse(file.MediaType, out var type) ? type.ToString() : AnyBytes;

    /// <summary>The last segment of the sender's name; empty where it gave none.</summary>
    public static string NameOf(ReceivedFile file)
    {
        var name = file.Name.AsSpan(file.Name.AsSpan().LastIndexOfAny('/', '\\') + 1);
        var shown = new StringBuilder();
        foreach (var rune in name[..Math.Min(name.Length, NameLengthMax)].EnumerateRunes())
        {
            shown.Append(Rune.IsControl(rune) ? "_" : rune.ToString());
        }

        return shown.ToString();
    }

    public static SourceException NotHere(string contentType) => new(
        SourceErrorCodes.UploadNotSupported,
        $"A body of {contentType} carries no files: only forms and plain bytes do.");
}

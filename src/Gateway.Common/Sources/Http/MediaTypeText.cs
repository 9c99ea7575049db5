using System.Text;

namespace Gateway.Common.Sources.Http;

/// <summary>A Content-Type as it came, and its media type: sources answer with the same one again and again.</summary>
/// <param name="Text">Lower case, without parameters; null for what is no media type.</param>
internal sealed record MediaTypeText(byte[] Field, string? Text)
{
    /// <summary>Source: RFC 9110 §8.3.1.</summary>
    public static MediaTypeText Of(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)';');
        var type = (end < 0 ? field : field[..end]).Trim((byte)' ');
        var slash = type.IndexOf((byte)'/');
        var isWhole = slash > 0 && slash < type.Length - 1 && type.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;
        return new(field.ToArray(), isWhole ? Encoding.ASCII.GetString(type).ToLowerInvariant() : null);
    }
}

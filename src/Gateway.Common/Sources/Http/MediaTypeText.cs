using System.Text;

namespace Gateway.Common.Sources.Http;

/// <summary>A Content-Type as it came, and its media type: sources answer with the same one again and again.</summary>
/// <param name="Text">Lower case, without parameters; null for what is no media type.</param>
/// <param name="Charset">Null for text of UTF-8, and where it means nothing: <see cref="ResponseCharset"/>.</param>
internal sealed record MediaTypeText(byte[] Field, string? Text, string? Charset)
{
    /// <summary>Source: RFC 9110 §8.3.1.</summary>
    public static MediaTypeText Of(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)';');
        var type = (end < 0 ? field : field[..end]).Trim((byte)' ');
        var slash = type.IndexOf((byte)'/');
        var isWhole = slash > 0 && slash < type.Length - 1 && type.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;
        var text = isWhole ? Encoding.ASCII.GetString(type).ToLowerInvariant() : null;
        return new(field.ToArray(), text, ResponseCharset.Of(text, end < 0 ? null : FindCharset(field[end..])));
    }

    /// <param name="last">The one before, which it mostly is again; becomes this one.</param>
    /// <param name="field">As it came.</param>
    /// <returns>Null for an empty field.</returns>
    public static MediaTypeText? Of(ref MediaTypeText? last, ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty)
        {
            return null;
        }

        // Read once: other calls replace it.
        var known = last;
        return known is not null && field.SequenceEqual(known.Field) ? known : last = Of(field);
    }

    private static string? FindCharset(ReadOnlySpan<byte> parameters)
    {
        foreach (var part in parameters.Split((byte)';'))
        {
            var parameter = parameters[part].Trim((byte)' ');
            var equals = parameter.IndexOf((byte)'=');
            if (equals > 0 && Ascii.EqualsIgnoreCase(parameter[..equals], "charset"u8))
            {
                return Encoding.Latin1.GetString(parameter[(equals + 1)..]);
            }
        }

        return null;
    }
}

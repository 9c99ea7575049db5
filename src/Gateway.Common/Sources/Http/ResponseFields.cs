using System.Net.Http.Headers;
using System.Text;

namespace Gateway.Common.Sources.Http;

/// <summary>Reads the fields of a head whose form was checked already.</summary>
internal static class ResponseFields
{
    /// <param name="head">A status line and fields; may be empty.</param>
    public static HttpResponseHeaders Parse(ReadOnlySpan<byte> head)
    {
        var fields = new HttpResponseMessage().Headers;
        foreach (var range in head.Split((byte)'\n'))
        {
            var line = head[range];
            var colon = line.IndexOf((byte)':');
            if (colon > 0 && range.Start.Value > 0)
            {
                fields.TryAddWithoutValidation(
                    Encoding.ASCII.GetString(line[..colon]), Encoding.Latin1.GetString(line[(colon + 1)..]).Trim());
            }
        }

        return fields;
    }
}

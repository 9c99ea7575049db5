using System.Text;

namespace Gateway.Common.Sources.Http;

/// <summary>Reads the fields of a head whose form was checked already.</summary>
internal static class ResponseFields
{
    /// <param name="head">A status line and fields; may be empty.</param>
    /// <returns>A message of fields and nothing else.</returns>
    public static HttpResponseMessage Parse(ReadOnlySpan<byte> head)
    {
        var message = new HttpResponseMessage();
        foreach (var range in head.Split((byte)'\n'))
        {
            var line = head[range];
            var colon = line.IndexOf((byte)':');
            if (colon > 0 && range.Start.Value > 0)
            {
                var name = Encoding.ASCII.GetString(line[..colon]);
                var value = Encoding.Latin1.GetString(line[(colon + 1)..]).Trim();
                if (!message.Headers.TryAddWithoutValidation(name, value))
                {
                    message.Content.Headers.TryAddWithoutValidation(name, value);
                }
            }
        }

        return message;
    }
}

using System.Buffers;

namespace Gateway.Common.Sources.Rest.Calls;

/// <summary>Writes header and cookie parameters.</summary>
/// <remarks>
/// Errors: <see cref="SourceException"/> for a header value outside visible ASCII. Source: RFC 9110 §5.5; RFC 6265
/// §4.2.
/// </remarks>
internal static class HeaderWriter
{
    private static readonly SearchValues<byte> Visible =
        SearchValues.Create([(byte)'\t', .. Enumerable.Range(0x20, 0x5F).Select(static value => (byte)value)]);

    public static void Write(
        ParameterPlan[] headers, ParameterPlan[] cookies, CallArguments arguments, SourceRequest request)
    {
        foreach (var header in headers)
        {
            if (Text([header], arguments) is { } value)
            {
                request.Headers.Add(new(header.Name, value));
            }
        }

        // Empty lists and objects are no pair; a header of its own may be empty, a list of pairs has one.
        if (Text(cookies, arguments) is { Length: > 0 } pairs)
        {
            request.Headers.Add(new("Cookie", pairs));
        }
    }

    private static string? Text(ReadOnlySpan<ParameterPlan> parameters, CallArguments arguments)
    {
        var text = new TextBuffer();
        try
        {
            var isGiven = false;
            foreach (var parameter in parameters)
            {
                var value = arguments[parameter.Argument];
                if (!value.IsEmpty && !value.SequenceEqual("null"u8))
                {
                    isGiven = true;
                    ParameterWriter.Write(parameter, value, ref text);
                }
            }

            if (text.Written.ContainsAnyExcept(Visible))
            {
                throw new SourceException(
                    SourceErrorCodes.InvalidArgument, $"The value of {parameters[0].Name} cannot stand in a header.");
            }

            return isGiven ? text.ToText() : null;
        }
        finally
        {
            text.Dispose();
        }
    }
}

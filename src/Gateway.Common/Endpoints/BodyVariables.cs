using System.Text.Json;

namespace Gateway.Common.Endpoints;

/// <summary>Takes variables from a JSON body: the whole, or its members.</summary>
/// <remarks>
/// The body is used only after it was seen to be one well-formed value: no text in it can end the value early.
/// </remarks>
internal static class BodyVariables
{
    /// <summary>Nesting of a body; the pipeline's own limit on a value is lower.</summary>
    private const int DepthMax = 64;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = DepthMax };

    public static EndpointProblem? Bind(RestEndpoint endpoint, ReadOnlyMemory<byte> body, Utf8JsonWriter json)
    {
        if (body.IsEmpty)
        {
            return Missing(endpoint);
        }

        try
        {
            return endpoint.Settings.Body is null
                ? BindMembers(endpoint, body.Span, json)
                : BindWhole(endpoint.BodyParameters[0], body.Span, json);
        }
        catch (JsonException malformed)
        {
            return EndpointProblem.Of(
                EndpointErrorCodes.BodyInvalid,
                $"The body is not JSON of at most {DepthMax} levels: line {malformed.LineNumber + 1}, "
                + $"byte {malformed.BytePositionInLine + 1}.");
        }
    }

    private static EndpointProblem? Missing(RestEndpoint endpoint)
    {
        foreach (var parameter in endpoint.BodyParameters)
        {
            if (parameter.IsRequired)
            {
                return EndpointProblem.Of(EndpointErrorCodes.BodyInvalid, "A JSON body is needed.");
            }
        }

        return null;
    }

    private static EndpointProblem? BindWhole(EndpointParameter parameter, ReadOnlySpan<byte> body, Utf8JsonWriter json)
    {
        var reader = new Utf8JsonReader(body, Strict);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var end = (int)reader.BytesConsumed;
        reader.Read();
        json.WritePropertyName(parameter.Variable.Utf8Name);
        json.WriteRawValue(body[start..end], skipInputValidation: true);
        return null;
    }

    private static EndpointProblem? BindMembers(RestEndpoint endpoint, ReadOnlySpan<byte> body, Utf8JsonWriter json)
    {
        var reader = new Utf8JsonReader(body, Strict);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return EndpointProblem.Of(EndpointErrorCodes.BodyInvalid, "The body has to be a JSON object.");
        }

        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(endpoint, ref reader);
            if (index < 0)
            {
                return EndpointProblem.Of(
                    EndpointErrorCodes.ParameterUnknown,
                    $"The body has no member \"{EndpointBinder.Short(reader.GetString()!)}\".");
            }

            var bit = 1UL << index;
            var parameter = endpoint.BodyParameters[index];
            if ((seen & bit) != 0)
            {
                return EndpointProblem.Of(
                    EndpointErrorCodes.ParameterInvalid,
                    $"The parameter \"{parameter.Name}\" is given more than once.");
            }

            seen |= bit;
            Copy(parameter, body, ref reader, json);
        }

        reader.Read();
        return FindMissing(endpoint, seen);
    }

    private static void Copy(
        EndpointParameter parameter, ReadOnlySpan<byte> body, ref Utf8JsonReader reader, Utf8JsonWriter json)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        json.WritePropertyName(parameter.Variable.Utf8Name);
        json.WriteRawValue(body[start..(int)reader.BytesConsumed], skipInputValidation: true);
    }

    private static int IndexOf(RestEndpoint endpoint, ref Utf8JsonReader reader)
    {
        for (var index = 0; index < endpoint.BodyParameters.Count; index++)
        {
            if (reader.ValueTextEquals(endpoint.BodyParameters[index].Variable.Utf8Name))
            {
                return index;
            }
        }

        return -1;
    }

    private static EndpointProblem? FindMissing(RestEndpoint endpoint, ulong seen)
    {
        for (var index = 0; index < endpoint.BodyParameters.Count; index++)
        {
            if (endpoint.BodyParameters[index] is { IsRequired: true } parameter && (seen & (1UL << index)) == 0)
            {
                return EndpointProblem.Of(
                    EndpointErrorCodes.ParameterMissing, $"The body's member \"{parameter.Name}\" is missing.");
            }
        }

        return null;
    }
}

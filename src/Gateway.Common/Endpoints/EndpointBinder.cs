using System.Text.Json;
using Gateway.Common.Primitives;

namespace Gateway.Common.Endpoints;

/// <summary>Makes the operation's JSON variables of a request's path, query and body.</summary>
/// <remarks>
/// Text is checked here, since here its parameter is known; JSON from the body is checked only for being one
/// well-formed value with known members: the pipeline coerces it to its type.
/// </remarks>
internal static class EndpointBinder
{
    private const int NameCharactersMax = 64;

    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };

    /// <param name="output">Receives a JSON object; of no use when there is a problem.</param>
    public static EndpointProblem? Bind(RestEndpoint endpoint, in EndpointInput input, PooledBytes output)
    {
        if (CheckQuery(endpoint, input.Query) is { } unknown)
        {
            return unknown;
        }

        using var json = new Utf8JsonWriter(output, Unchecked);
        json.WriteStartObject();
        foreach (var parameter in endpoint.Parameters)
        {
            var problem = parameter.Place switch
            {
                ParameterPlace.Path => BindPath(parameter, input.PathValues[parameter.Segment], json),
                ParameterPlace.Query => BindQuery(parameter, input.Query, json),
                _ => null,
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        if (endpoint.HasBody && BodyVariables.Bind(endpoint, input.Body, json) is { } wrongBody)
        {
            return wrongBody;
        }

        json.WriteEndObject();
        return null;
    }

    private static EndpointProblem? CheckQuery(RestEndpoint endpoint, IReadOnlyList<QueryParameter> query)
    {
        if (query.Count > EndpointInput.QueryParametersMax)
        {
            return EndpointProblem.Of(
                EndpointErrorCodes.ParameterInvalid,
                $"There are more than {EndpointInput.QueryParametersMax} query parameters.");
        }

        for (var index = 0; index < query.Count; index++)
        {
            if (!IsKnown(endpoint, query[index].Name))
            {
                return EndpointProblem.Of(
                    EndpointErrorCodes.ParameterUnknown,
                    $"There is no query parameter \"{Short(query[index].Name)}\".");
            }
        }

        return null;
    }

    private static bool IsKnown(RestEndpoint endpoint, string name)
    {
        foreach (var parameter in endpoint.Parameters)
        {
            if (parameter.Place == ParameterPlace.Query && parameter.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private static EndpointProblem? BindPath(EndpointParameter parameter, string text, Utf8JsonWriter json)
    {
        // A server leaves an encoded slash encoded: as it cannot be told from a literal "%2F", it is refused.
        if (text.Contains("%2F", StringComparison.OrdinalIgnoreCase))
        {
            return Invalid(parameter, "has an encoded slash");
        }

        json.WritePropertyName(parameter.Variable.Utf8Name);
        return ParameterText.TryWrite(text, parameter.Variable.Type.Named, json) is { } why
            ? Invalid(parameter, why)
            : null;
    }

    private static EndpointProblem? BindQuery(
        EndpointParameter parameter, IReadOnlyList<QueryParameter> query, Utf8JsonWriter json)
    {
        var isList = parameter.Variable.Type.IsList;
        var count = 0;
        for (var index = 0; index < query.Count; index++)
        {
            if (query[index].Name != parameter.Name)
            {
                continue;
            }

            if (++count == 1)
            {
                Begin(parameter, isList, json);
            }
            else if (!isList)
            {
                return Invalid(parameter, "is given more than once");
            }

            if (ParameterText.TryWrite(query[index].Value, parameter.Variable.Type.Named, json) is { } why)
            {
                return Invalid(parameter, why);
            }
        }

        if (count > 0 && isList)
        {
            json.WriteEndArray();
        }

        return count == 0 && parameter.IsRequired
            ? EndpointProblem.Of(
                EndpointErrorCodes.ParameterMissing, $"The query parameter \"{parameter.Name}\" is missing.")
            : null;
    }

    private static void Begin(EndpointParameter parameter, bool isList, Utf8JsonWriter json)
    {
        json.WritePropertyName(parameter.Variable.Utf8Name);
        if (isList)
        {
            json.WriteStartArray();
        }
    }

    private static EndpointProblem Invalid(EndpointParameter parameter, string why) =>
        EndpointProblem.Of(EndpointErrorCodes.ParameterInvalid, $"The parameter \"{parameter.Name}\" {why}.");

    /// <summary>Names that clients made up are repeated up to a bound; the JSON writer escapes them.</summary>
    internal static string Short(string name) =>
        name.Length <= NameCharactersMax ? name : $"{name[..NameCharactersMax]}…";
}

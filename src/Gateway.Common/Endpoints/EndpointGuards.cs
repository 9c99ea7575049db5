using Gateway.Common.Language;

namespace Gateway.Common.Endpoints;

/// <summary>Resolves <c>after</c>: the endpoint that has to succeed before another one runs.</summary>
/// <remarks>
/// A guard is a query without a guard of its own that needs nothing but path variables of the guarded one.
/// </remarks>
internal static class EndpointGuards
{
    public static void Resolve(IReadOnlyList<RestEndpoint> endpoints, List<EndpointDiagnostic> found)
    {
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Settings.After is not { } name)
            {
                continue;
            }

            endpoint.Guard = endpoints.FirstOrDefault(candidate => candidate.Name == name);
            if (endpoint.Guard is null || !Fits(endpoint.Guard, endpoint))
            {
                var place = SourceLocation.Of(endpoint.Text.Span, endpoint.Operation.Span.Start);
                found.Add(new EndpointDiagnostic(
                    EndpointDiagnostic.DirectiveInvalid,
                    $"after: \"{name}\" has to name a query endpoint whose required variables are in this path.",
                    endpoint.File,
                    endpoint.Name,
                    place.Line,
                    place.Column));
            }
        }
    }

    /// <summary>The guard's own input out of the guarded request's.</summary>
    public static EndpointInput InputOf(RestEndpoint guard, RestEndpoint endpoint, in EndpointInput input)
    {
        var values = new string[guard.Path.Variables.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = input.PathValues[IndexOf(endpoint, guard.Path.Variables[index])];
        }

        return new EndpointInput(values, [], default);
    }

    private static bool Fits(RestEndpoint guard, RestEndpoint endpoint) =>
        guard.IsQuery
        && guard.Settings.After is null
        && guard.Path.Variables.All(variable => IndexOf(endpoint, variable) >= 0)
        && guard.Parameters.All(parameter => parameter.Place == ParameterPlace.Path || !parameter.IsRequired);

    private static int IndexOf(RestEndpoint endpoint, string variable)
    {
        for (var index = 0; index < endpoint.Path.Variables.Count; index++)
        {
            if (endpoint.Path.Variables[index] == variable)
            {
                return index;
            }
        }

        return -1;
    }
}

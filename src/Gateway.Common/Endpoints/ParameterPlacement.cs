using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Endpoints;

/// <summary>Gives each variable of an operation its place in requests.</summary>
internal static class ParameterPlacement
{
    /// <summary>Variables of one operation.</summary>
    public const int ParametersMax = 64;

    public static IReadOnlyList<EndpointParameter> Place(
        VariableSet variables, EndpointSettings settings, OperationDefinitionNode operation, EndpointFaults faults)
    {
        if (variables.Count > ParametersMax)
        {
            faults.Add(EndpointDiagnostic.TooMany, operation, $"There are more than {ParametersMax} variables.");
            return [];
        }

        CheckNames(variables, settings, operation, faults);
        var parameters = new EndpointParameter[variables.Count];
        for (var index = 0; index < parameters.Length; index++)
        {
            parameters[index] = Place(variables[index], settings);
            CheckType(parameters[index], faults);
        }

        return parameters;
    }

    private static EndpointParameter Place(VariableDefinition variable, EndpointSettings settings)
    {
        for (var segment = 0; segment < settings.Path.Variables.Count; segment++)
        {
            if (settings.Path.Variables[segment] == variable.Name)
            {
                return new EndpointParameter(variable, ParameterPlace.Path, segment);
            }
        }

        return new EndpointParameter(variable, settings switch
        {
            { Body: { } body } => variable.Name == body ? ParameterPlace.Body : ParameterPlace.Query,
            { TakesBody: true } => ParameterPlace.Member,
            _ => ParameterPlace.Query,
        });
    }

    private static void CheckNames(
        VariableSet variables, EndpointSettings settings, OperationDefinitionNode operation, EndpointFaults faults)
    {
        foreach (var name in settings.Path.Variables)
        {
            if (variables.Variables.All(variable => variable.Name != name))
            {
                faults.Add(
                    EndpointDiagnostic.PathVariableUnknown,
                    operation,
                    $"The path names \"{name}\", but the operation has no variable ${name}.");
            }
        }

        if (settings.Body is not { } body)
        {
            return;
        }

        var problem = 0 switch
        {
            _ when !settings.TakesBody => $"{settings.Method} requests have no body",
            _ when settings.Path.Variables.Contains(body) => $"${body} is in the path already",
            _ when variables.Variables.All(variable => variable.Name != body) =>
                $"the operation has no variable ${body}",
            _ => null,
        };
        if (problem is not null)
        {
            faults.Add(EndpointDiagnostic.BodyInvalid, operation, $"body: \"{body}\" is wrong: {problem}.");
        }
    }

    /// <summary>Text is a leaf; a query parameter may be given many times and so be a list of leaves.</summary>
    private static void CheckType(EndpointParameter parameter, EndpointFaults faults)
    {
        var type = parameter.Variable.Type.Nullable;
        var problem = parameter.Place switch
        {
            ParameterPlace.Path when type is not (ScalarType or EnumType) =>
                "a path segment is one scalar or enum value",
            ParameterPlace.Path when !parameter.Variable.Type.IsNonNull =>
                "a path segment is always there: make it non-null",
            ParameterPlace.Query when (type as ListType)?.ElementType.Nullable is not (ScalarType or EnumType)
                && type is not (ScalarType or EnumType) =>
                "a query parameter is a scalar, an enum value, or a list of these",
            _ => null,
        };
        if (problem is not null)
        {
            faults.Add(
                EndpointDiagnostic.ParameterTypeInvalid,
                parameter.Variable.Syntax,
                $"{parameter.Variable} cannot be bound: {problem}.");
        }
    }
}

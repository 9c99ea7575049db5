using System.Globalization;
using Gateway.Common.Language;

namespace Gateway.Common.Endpoints;

/// <summary>What <c>@endpoint</c> says.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Body">The variable that is the whole body, or null.</param>
/// <param name="Status">Of a successful answer.</param>
/// <param name="AllowsPartial">Whether an answer with errors is given all the same.</param>
/// <param name="IsDeprecated">As the contract says it.</param>
/// <param name="After">
/// The query endpoint that has to succeed for the same path variables before this one runs; null for none. It lets a
/// mutation go by the ownership of what it changes.
/// </param>
internal sealed record EndpointSettings(
    string Method, PathTemplate Path, string? Body, int Status, bool AllowsPartial, bool IsDeprecated, string? After)
{
    /// <summary>Whether requests of this method carry a JSON body.</summary>
    public bool TakesBody => Method is "POST" or "PUT" or "PATCH";
}

/// <summary>Reads <c>@endpoint</c>. Strict: an unknown argument or a value of another kind is a fault.</summary>
internal static class EndpointDirective
{
    public static bool Is(DirectiveNode directive) => directive.Name.Is("endpoint"u8);

    /// <returns>Null where there was a fault.</returns>
    public static EndpointSettings? Read(DirectiveNode directive, OperationType operation, EndpointFaults faults)
    {
        var isMutation = operation == OperationType.Mutation;
        var method = isMutation ? "POST" : "GET";
        var status = 200;
        PathTemplate? path = null;
        string? body = null, after = null;
        bool partial = false, deprecated = false;
        var before = faults.Count;
        foreach (var argument in directive.Arguments)
        {
            switch (argument.Name.Value)
            {
                case "method":
                    method = Method(argument, faults) ?? method;
                    break;
                case "path":
                    path = Path(argument, faults);
                    break;
                case "body":
                    body = Text(argument, faults);
                    break;
                case "status":
                    status = Status(argument, faults);
                    break;
                case "partial":
                    partial = Flag(argument, faults);
                    break;
                case "after":
                    after = Text(argument, faults);
                    break;
                case "deprecated":
                    deprecated = Flag(argument, faults);
                    break;
                default:
                    faults.Add(
                        EndpointDiagnostic.DirectiveInvalid,
                        argument,
                        $"@endpoint has no argument \"{argument.Name}\".");
                    break;
            }
        }

        if (isMutation && method == "GET")
        {
            faults.Add(EndpointDiagnostic.DirectiveInvalid, directive, "A mutation cannot be served by GET.");
        }

        if (path is null && faults.Count == before)
        {
            faults.Add(EndpointDiagnostic.DirectiveInvalid, directive, "@endpoint needs a path.");
        }

        return faults.Count == before
            ? new EndpointSettings(method, path!, body, status, partial, deprecated, after)
            : null;
    }

    private static string? Method(ArgumentNode argument, EndpointFaults faults)
    {
        if (argument.Value is EnumValueNode { Name.Value: "GET" or "POST" or "PUT" or "PATCH" or "DELETE" } method)
        {
            return method.Name.Value;
        }

        faults.Add(EndpointDiagnostic.DirectiveInvalid, argument, "method is one of GET, POST, PUT, PATCH, DELETE.");
        return null;
    }

    private static PathTemplate? Path(ArgumentNode argument, EndpointFaults faults)
    {
        if (Text(argument, faults) is not { } text)
        {
            return null;
        }

        if (!PathTemplate.TryParse(text, out var template, out var problem))
        {
            faults.Add(EndpointDiagnostic.PathInvalid, argument, $"The path \"{text}\" {problem}.");
        }

        return template;
    }

    private static string? Text(ArgumentNode argument, EndpointFaults faults)
    {
        if (argument.Value is StringValueNode text)
        {
            return text.Value;
        }

        faults.Add(EndpointDiagnostic.DirectiveInvalid, argument, $"{argument.Name} is a string.");
        return null;
    }

    private static int Status(ArgumentNode argument, EndpointFaults faults)
    {
        if (argument.Value is IntValueNode { Value: "200" or "201" or "202" } status)
        {
            return int.Parse(status.Value, CultureInfo.InvariantCulture);
        }

        faults.Add(EndpointDiagnostic.DirectiveInvalid, argument, "status is 200, 201 or 202.");
        return 0;
    }

    private static bool Flag(ArgumentNode argument, EndpointFaults faults)
    {
        if (argument.Value is BooleanValueNode flag)
        {
            return flag.Value;
        }

        faults.Add(EndpointDiagnostic.DirectiveInvalid, argument, $"{argument.Name} is true or false.");
        return false;
    }
}

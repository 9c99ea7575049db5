using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Schema;

namespace Gateway.Common.Endpoints;

/// <summary>Makes routes of the operations that carry <c>@endpoint</c>.</summary>
/// <remarks>
/// Shape: once per snapshot, linear in the documents. Errors: all that is wrong, each with its file and place; never
/// thrown. Operations without the directive are passed over.
/// </remarks>
internal static class EndpointCompiler
{
    /// <summary>Routes of one host.</summary>
    public const int EndpointsMax = 2_000;

    /// <param name="schema">What clients see.</param>
    /// <param name="documents">The host's operations.</param>
    /// <param name="prepare">
    /// Prepares an operation (text, name) as the first request would, so that its faults stop the start; null to leave
    /// that out.
    /// </param>
    public static EndpointCompilation Compile(
        GraphQLSchema schema,
        IEnumerable<TrustedDocument> documents,
        Func<ReadOnlyMemory<byte>, string, RequestError?>? prepare = null)
    {
        var found = new List<EndpointDiagnostic>();
        var endpoints = new List<RestEndpoint>();
        foreach (var document in documents)
        {
            endpoints.AddRange(Read(schema, document, prepare, found));
        }

        CheckUnique(endpoints, found);
        EndpointGuards.Resolve(endpoints, found);
        return new EndpointCompilation(found.Count == 0 ? new EndpointTable(endpoints) : EndpointTable.Empty, found);
    }

    private static List<RestEndpoint> Read(
        GraphQLSchema schema,
        TrustedDocument file,
        Func<ReadOnlyMemory<byte>, string, RequestError?>? prepare,
        List<EndpointDiagnostic> found)
    {
        var endpoints = new List<RestEndpoint>();
        DocumentNode document;
        try
        {
            document = Parser.Parse(file.Text);
        }
        catch (SyntaxException syntax)
        {
            found.Add(new EndpointDiagnostic(syntax.Code, syntax.Message, file.Name, null, syntax.Line, syntax.Column));
            return endpoints;
        }

        var faults = new EndpointFaults(file.Name, document.Source, found);
        var text = Blank(document);
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            faults.Operation = operation.Name?.Value;
            var before = found.Count;
            if (Read(schema, document, operation, faults) is { } endpoint)
            {
                var whole = endpoint(text, file.Name);
                endpoints.Add(whole);
                Prepare(whole, prepare, found.Count == before ? faults : null);
            }
        }

        return endpoints;
    }

    /// <returns>The endpoint, once its text and file are known; null where the operation is none or faulty.</returns>
    private static Func<ReadOnlyMemory<byte>, string, RestEndpoint>? Read(
        GraphQLSchema schema, DocumentNode document, OperationDefinitionNode operation, EndpointFaults faults)
    {
        var directives = operation.Directives.Where(EndpointDirective.Is).ToList();
        if (directives.Count == 0)
        {
            return null;
        }

        if (directives.Count > 1)
        {
            faults.Add(EndpointDiagnostic.DirectiveInvalid, directives[1], "@endpoint is given twice.");
            return null;
        }

        var settings = EndpointDirective.Read(directives[0], operation.Operation, faults);
        var root = EndpointRoot.Find(schema, operation, faults);
        if (settings is null
            || root is not var (node, definition)
            || Variables(schema, operation, faults) is not { } variables)
        {
            return null;
        }

        var parameters = ParameterPlacement.Place(variables, settings, operation, faults);
        return (text, file) => new RestEndpoint
        {
            Name = operation.Name!.Value.Value,
            File = file,
            Settings = settings,
            Parameters = parameters,
            BodyParameters = [.. parameters.Where(one => one.Place is ParameterPlace.Body or ParameterPlace.Member)],
            Text = text,
            Schema = schema,
            Document = document,
            Operation = operation,
            Root = node,
            RootDefinition = definition,
        };
    }

    private static VariableSet? Variables(
        GraphQLSchema schema, OperationDefinitionNode operation, EndpointFaults faults)
    {
        try
        {
            return VariableSet.Compile(operation, schema);
        }
        catch (InputCoercionException invalid)
        {
            faults.Add(EndpointDiagnostic.OperationInvalid, operation, invalid.Message);
            return null;
        }
    }

    private static void Prepare(
        RestEndpoint endpoint, Func<ReadOnlyMemory<byte>, string, RequestError?>? prepare, EndpointFaults? faults)
    {
        foreach (var entry in faults is null ? [] : prepare?.Invoke(endpoint.Text, endpoint.Name)?.Errors ?? [])
        {
            var (line, column) = entry.Locations is [var first, ..] ? first : Place(endpoint);
            faults!.Add(entry.Code, line, column, entry.Message);
        }
    }

    private static (int Line, int Column) Place(RestEndpoint endpoint)
    {
        var place = SourceLocation.Of(endpoint.Text.Span, endpoint.Operation.Span.Start);
        return (place.Line, place.Column);
    }

    /// <summary>
    /// The text with spaces where <c>@endpoint(…)</c> stands: no rule has to know it, and places stay right.
    /// </summary>
    private static byte[] Blank(DocumentNode document)
    {
        var text = document.Source.ToArray();
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            foreach (var directive in operation.Directives.Where(EndpointDirective.Is))
            {
                var span = text.AsSpan(directive.Span.Start, directive.Span.Length);
                foreach (ref var value in span)
                {
                    value = value is (byte)'\n' or (byte)'\r' ? value : (byte)' ';
                }
            }
        }

        return text;
    }

    private static void CheckUnique(List<RestEndpoint> endpoints, List<EndpointDiagnostic> found)
    {
        var byRoute = new Dictionary<string, RestEndpoint>(StringComparer.Ordinal);
        var byName = new Dictionary<string, RestEndpoint>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
        {
            var (line, column) = Place(endpoint);
            var route = $"{endpoint.Method} {endpoint.Path.Shape}";
            Check(byRoute, route, $"\"{endpoint.Method} {endpoint.Path}\" is already served by");
            Check(byName, endpoint.Name, "The name is already that of");

            void Check(Dictionary<string, RestEndpoint> seen, string key, string message)
            {
                if (!seen.TryAdd(key, endpoint))
                {
                    found.Add(new EndpointDiagnostic(
                        EndpointDiagnostic.Duplicate,
                        $"{message} {seen[key].Name} in {seen[key].File}.",
                        endpoint.File,
                        endpoint.Name,
                        line,
                        column));
                }
            }
        }

        if (endpoints.Count > EndpointsMax)
        {
            found.Add(new EndpointDiagnostic(
                EndpointDiagnostic.TooMany,
                $"There are more than {EndpointsMax} endpoints.",
                endpoints[^1].File,
                null,
                0,
                0));
        }
    }
}

/// <param name="Table">Empty where there is any diagnostic.</param>
internal sealed record EndpointCompilation(EndpointTable Table, IReadOnlyList<EndpointDiagnostic> Diagnostics);

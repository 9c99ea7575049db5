using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Validation;

namespace Gateway.Testing.Differential;

/// <summary>A GraphQL source over the shared data, which answers nothing that a source like it could not.</summary>
/// <remarks>
/// It refuses operations that are not valid for its schema, external fields that nothing provides, requirements that
/// were not sent along and keys that it does not take: each of these is a fault of the gateway.
/// </remarks>
internal sealed class MemorySubgraph(SourceSchema source) : ICallSender
{
    private static readonly HttpResponseHeaders NoHeaders = new HttpResponseMessage().Headers;

    private readonly GraphQLSchema _schema = SubgraphSchema.Executable(source);
    private readonly List<string> _faults = [];
    private readonly List<string> _calls = [];
    private Universe _universe = null!;
    private Monolith _monolith = null!;
    private RootLookups _lookups = null!;
    private int _index;

    /// <summary>Gives the source its data, once the supergraph is known.</summary>
    public void Connect(Universe universe)
    {
        _universe = universe;
        _monolith = new Monolith(universe);
        _lookups = new RootLookups(universe);
        _index = universe.Supergraph.Sources.ToList().FindIndex(known => known.Name == source.Name);
    }

    /// <summary>What the gateway did wrong since it was asked last.</summary>
    public IReadOnlyList<string> TakeFaults()
    {
        lock (_faults)
        {
            var taken = _faults.ToArray();
            _faults.Clear();
            return taken;
        }
    }

    /// <summary>What it was asked and what it answered since it was asked last.</summary>
    public IReadOnlyList<string> TakeCalls()
    {
        lock (_faults)
        {
            var taken = _calls.ToArray();
            _calls.Clear();
            return taken;
        }
    }

    public ValueTask<CallOutcome<SourceResponse>> SendAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken)
    {
        using var call = JsonDocument.Parse(request.Body);
        var text = call.RootElement.GetProperty("query").GetString()!;
        var variables = call.RootElement.TryGetProperty("variables", out var given) ? given : default;
        JsonNode answer;
        try
        {
            answer = variables.ValueKind == JsonValueKind.Array
                ? new JsonArray([.. variables.EnumerateArray().Select(set => Answer(text, set))])
                : Answer(text, variables);
        }
        catch (GatewayFault fault)
        {
            lock (_faults)
            {
                _faults.Add($"{source.Name}: {fault.Message}\n  {text} {variables}");
            }

            answer = new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["message"] = "fault" }) };
        }

        lock (_faults)
        {
            _calls.Add($"{source.Name}: {text} {variables}\n  {answer.ToJsonString()}");
        }

        var body = Encoding.UTF8.GetBytes(answer.ToJsonString());
        var rented = ArrayPool<byte>.Shared.Rent(body.Length);
        body.CopyTo(rented, 0);
        return new(new CallOutcome<SourceResponse>(
            new SourceResponse(200, "application/json", NoHeaders, null, rented, body.Length)));
    }

    private JsonObject Answer(string text, JsonElement variables)
    {
        var document = Parser.Parse(text);
        if (DocumentValidator.Validate(_schema, document) is [var first, ..])
        {
            throw new GatewayFault(first.Message);
        }

        var answer = new MemoryExecutor(_schema, Resolve, InterfacesOf).Execute(document, variables);
        var response = new JsonObject { ["data"] = answer.Data };
        if (answer.Errors.Count > 0)
        {
            response["errors"] = new JsonArray([.. answer.Errors.Select(static error => new JsonObject
            {
                ["message"] = "fails",
                ["path"] = error.Path,
            })]);
        }

        return response;
    }

    private IEnumerable<string> InterfacesOf(DataObject value) =>
        ((ComplexType)_universe.Supergraph.Schema.FindType(value.Type)!).Interfaces.Select(static face => face.Name);

    private object? Resolve(DataObject parent, FieldDefinition field, JsonObject arguments)
    {
        if (field.DeclaringType == _schema.QueryType)
        {
            if (field.Name == "_entities")
            {
                return arguments["representations"]!.AsArray().Select(Find).ToList();
            }

            if (_lookups.TryFind(field.Name, arguments, out var found))
            {
                return found;
            }
        }

        var type = _universe.Supergraph.Schema.FindType(parent.Type)!;
        var known = _universe.Supergraph.Find(type)!.Fields[field.Name].Sources.First(own => own.Source == _index);
        var provided = ProvidedBelow(parent, field.Name, out var isProvided);
        if (!known.IsAnswered && !known.IsKeyField && !isProvided)
        {
            throw new GatewayFault($"{field.Coordinate} is not this source's to answer.");
        }

        var value = _universe.Resolve(parent, field.Name, arguments, Required(parent, known));
        return Located(value, known.Provides is { } provides ? [.. provided, provides.Selection] : provided);
    }

    private static string Required(DataObject parent, FieldSource field)
    {
        if (field.Requires is not { } requires)
        {
            return "";
        }

        if (parent.Representation.ValueKind != JsonValueKind.Object)
        {
            throw new GatewayFault($"{field.Field.Coordinate} is asked without what it requires.");
        }

        var sent = CanonicalJson.Select(parent.Representation, requires.Selection, out var isWhole);
        return isWhole
            ? CanonicalJson.Of(sent)
            : throw new GatewayFault($"{field.Field.Coordinate} requires more: {requires.Text}");
    }

    private static object? Located(object? value, IReadOnlyList<SelectionSetNode> provided) => value switch
    {
        DataObject found => found with { Provided = provided },
        IReadOnlyList<object?> list => list.Select(element => Located(element, provided)).ToList(),
        _ => value,
    };

    private static List<SelectionSetNode> ProvidedBelow(DataObject parent, string field, out bool isProvided)
    {
        var below = new List<SelectionSetNode>();
        isProvided = false;
        foreach (var set in parent.Provided)
        {
            foreach (var node in FieldsOf(set).Where(node => node.Name.Value == field))
            {
                isProvided = true;
                below.AddRange(node.SelectionSet is { } inner ? [inner] : []);
            }
        }

        return below;
    }

    private static IEnumerable<FieldNode> FieldsOf(SelectionSetNode set) =>
        set.Selections.SelectMany(static node => node switch
        {
            FieldNode field => [field],
            InlineFragmentNode inline => FieldsOf(inline.SelectionSet),
            _ => Enumerable.Empty<FieldNode>(),
        });

    private DataObject? Find(JsonNode? representation)
    {
        using var parsed = JsonDocument.Parse(representation!.ToJsonString());
        var sent = parsed.RootElement.Clone();
        var name = sent.GetProperty("__typename").GetString()!;
        var type = _universe.Supergraph.Schema.FindType(name)!;
        var isKeyed = false;
        foreach (var candidate in _universe.Entities(type))
        {
            foreach (var lookup in LookupsOf(type, candidate.Type))
            {
                var key = CanonicalJson.Select(sent, lookup.Key.Selection, out var isWhole);
                isKeyed |= isWhole;
                if (isWhole && CanonicalJson.Of(key)
                    == CanonicalJson.Of(_monolith.Select(candidate, lookup.Key.Selection)))
                {
                    return candidate with { Representation = sent };
                }
            }
        }

        return isKeyed ? null : throw new GatewayFault($"No key of {name} is in {sent}.");
    }

    private IEnumerable<Lookup> LookupsOf(NamedType type, string candidate) =>
        new[] { type, _universe.Supergraph.Schema.FindType(candidate)! }.Distinct()
            .Select(one => _universe.Supergraph.Find(one)?.FindSource(_index))
            .SelectMany(static own => own?.Lookups ?? [])
            .Where(static lookup => lookup.Form == LookupForm.Entities);
}

using System.Text;
using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Local;
using Gateway.Common.Validation;

namespace Gateway.Testing;

/// <summary>A gateway whose sources a test connects: local ones are answered by one resolver.</summary>
/// <remarks>The request goes through the pipeline's own stages; nothing is stubbed but the data.</remarks>
internal sealed class LocalGateway
{
    private readonly RequestPipeline _pipeline;
    private readonly OperationCache _operations;
    private readonly LineLogger _log = new();

    private LocalGateway(Supergraph supergraph, Func<SourceSchema, Source> connect)
    {
        Supergraph = supergraph;
        var sources = supergraph.Sources.ToDictionary(
            source => source.Name,
            source => source.Name == EmptyQuery.SourceName
                ? Connect(source, EmptyQuery.Source.Fields)
                : connect(source));
        var preparer = new OperationPreparer(
            supergraph, sources, ParserOptions.Default, ValidationOptions.Default, DocumentLimits.None);
        _operations = new OperationCache(preparer);
        var snapshot = new GatewaySnapshot(supergraph, sources, new TrustedDocuments([]), _operations);
        var parts = new PipelineParts
        {
            AllowsAnonymous = true,
            AllowsFreeForm = true,
            VariableLimits = VariableLimits.Default,
            Logger = _log,
        };
        _pipeline = new RequestPipeline(PipelineStages.For(parts), () => snapshot);
    }

    /// <summary>Answers one root field of a source with that schema.</summary>
    public delegate void Resolve(GraphQLSchema schema, FieldDefinition field, LocalCall call, Utf8JsonWriter output);

    public Supergraph Supergraph { get; }

    /// <summary>What was logged of sources' failures.</summary>
    public string Log => string.Join('\n', _log.Lines);

    /// <exception cref="InvalidOperationException">The sources do not compose; the message says why.</exception>
    public static LocalGateway Compose(IEnumerable<(string Name, string Sdl)> sources, Resolve resolve) => Compose(
        sources.Select(source => (source.Name, SourceKind.Local, source.Sdl)), source => Connect(source, resolve));

    /// <summary>Over sources of any kind, each connected as the caller says.</summary>
    /// <exception cref="InvalidOperationException">The sources do not compose; the message says why.</exception>
    public static LocalGateway Compose(
        IEnumerable<(string Name, SourceKind Kind, string Sdl)> sources, Func<SourceSchema, Source> connect)
    {
        var errors = new List<CompositionError>();
        var schemas = sources
            .Select(source => SourceSchemaReader.Read(source.Name, source.Kind, source.Sdl, null, errors))
            .OfType<SourceSchema>()
            .ToList();
        if (EmptyQuery.IsNeeded(schemas))
        {
            schemas.Add(EmptyQuery.Schema(SourceKind.Local));
        }

        var result = errors.Count > 0 ? null : SchemaComposer.Compose(schemas);
        return result?.Supergraph is { } supergraph
            ? new LocalGateway(supergraph, connect)
            : throw new InvalidOperationException(string.Join('\n', result?.Errors ?? errors));
    }

    /// <summary>The response's text.</summary>
    public async Task<string> RunAsync(
        string document,
        string variables = "",
        string? operationName = null,
        CallDeadline? deadline = null,
        CancellationToken? cancellationToken = null,
        ReceivedFiles? files = null,
        Func<string, string?>? findHeader = null)
    {
        var request = new GatewayRequest
        {
            Caller = ClientIdentity.Anonymous,
            ClientAddress = "127.0.0.1",
            Document = Encoding.UTF8.GetBytes(document),
            OperationName = operationName,
            Variables = Encoding.UTF8.GetBytes(variables),
            CorrelationId = "test",
            Deadline = deadline ?? CallDeadline.None,
            Files = files,
            FindHeader = findHeader ?? (static _ => null),
        };

        // Prepared before it is sent: its calls are open when this method returns, not when the pool comes to it.
        _operations.Get(request.Document, operationName, isTrusted: false);
        using var reply = await _pipeline.RunAsync(
            request, cancellationToken ?? TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(reply.Body.Span);
    }

    private static BoundSource Connect(SourceSchema source, Resolve resolve)
    {
        var fields = new LocalFields();
        var schema = source.Schema;
        ObjectType?[] roots = [schema.QueryType, schema.MutationType, schema.SubscriptionType];
        foreach (var root in roots.OfType<ObjectType>())
        {
            foreach (var field in root.Fields)
            {
                fields.Add(field.Coordinate, (call, output) =>
                {
                    resolve(schema, field, call, output);
                    return default;
                });
            }
        }

        return Connect(source, fields);
    }

    private static BoundSource Connect(SourceSchema source, LocalFields fields) => new(
        source.Name, source.Schema, new LocalBinding(fields), new LocalSender(fields, TimeProvider.System));
}

using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Caching;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.RateLimiting;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.GraphQL;
using Gateway.Common.Sources.Local;
using Gateway.Common.Sources.Rest;
using Gateway.Common.Validation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Common.Tests.Execution;

/// <summary>
/// A gateway over sources in memory: their schemas as SDL, their answers by script, their calls kept.
/// </summary>
/// <remarks>
/// A source with <c>@local</c> or <c>@rest</c> fields is asked field by field, any other in GraphQL.
/// </remarks>
internal sealed class StubGateway
{
    private readonly Dictionary<string, StubSender> _senders;

    public StubGateway(params (string Name, string Sdl)[] sources)
        : this(Compose(sources), sources)
    {
    }

    public StubGateway(Supergraph supergraph, params (string Name, string Sdl)[] sources)
    {
        Supergraph = supergraph;
        _senders = sources.ToDictionary(source => source.Name, _ => new StubSender());
        Sources = Supergraph.Sources.ToDictionary(source => source.Name, Connect);
        var preparer = new OperationPreparer(
            Supergraph, Sources, ParserOptions.Default, ValidationOptions.Default, DocumentLimits.None);
        Snapshot = new GatewaySnapshot(Supergraph, Sources, new TrustedDocuments([]), new OperationCache(preparer));
    }

    public Supergraph Supergraph { get; }

    public IReadOnlyDictionary<string, Source> Sources { get; }

    public GatewaySnapshot Snapshot { get; set; }

    public PipelineParts Parts { get; set; } = new()
    {
        AllowsAnonymous = true,
        AllowsFreeForm = true,
        VariableLimits = VariableLimits.Default,
        Logger = NullLogger.Instance,
    };

    public RateLimiter? Limiter { init => Parts = Parts with { Limiter = value }; }

    public ResponseCache? Cache { init => Parts = Parts with { Cache = value }; }

    public StubSender this[string source] => _senders[source];

    public static Supergraph Compose(params (string Name, string Sdl)[] sources)
    {
        var result = SchemaComposer.Compose(Read(sources));
        Assert.True(result.Supergraph is not null, string.Join('\n', result.Errors));
        return result.Supergraph;
    }

    /// <summary>As read from a supergraph that others composed: nothing says that all can be answered.</summary>
    public static Supergraph Merge(params (string Name, string Sdl)[] sources)
    {
        var errors = new ErrorLog();
        return SchemaComposer.Merge(Read(sources), errors) ?? throw new InvalidOperationException(
            string.Join('\n', errors.Errors));
    }

    /// <summary>The codes of what is wrong with sources, each once.</summary>
    public static string FaultsOf(params (string Name, string Sdl)[] sources) =>
        string.Join(' ', SchemaComposer.Compose(Read(sources)).Errors.Select(static error => error.Code).Distinct());

    private static SourceSchema[] Read((string Name, string Sdl)[] sources) =>
    [
        .. sources.Select(source => new SourceSchema(
            source.Name,
            KindOf(source.Sdl),
            SchemaBuilder.BuildOrThrow(Parser.Parse(source.Sdl), SchemaBuildOptions.SourceSchema),
            $"http://{source.Name}.test")),
    ];

    /// <summary>The response's text.</summary>
    public async Task<string> RunAsync(string document, string variables = "", ClientIdentity? caller = null)
    {
        using var reply = await SendAsync(Request(document, variables, caller));
        return Encoding.UTF8.GetString(reply.Body.Span);
    }

    public ValueTask<GatewayReply> SendAsync(GatewayRequest request, CancellationToken? cancellationToken = null)
    {
        // Prepared before it is sent: its calls are open when this method returns, not when the pool comes to it.
        if (!request.Document.IsEmpty)
        {
            Snapshot.Operations.Get(
                request.Document, request.OperationName, request.IsHostDocument, Snapshot.Shares.GroupOf(request));
        }

        return new RequestPipeline(PipelineStages.For(Parts), () => Snapshot)
            .RunAsync(request, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    public static GatewayRequest Request(string document, string variables = "", ClientIdentity? caller = null) => new()
    {
        Caller = caller ?? ClientIdentity.Anonymous,
        ClientAddress = "127.0.0.1",
        Document = Encoding.UTF8.GetBytes(document),
        Variables = Encoding.UTF8.GetBytes(variables),
        CorrelationId = "test",
        Deadline = CallDeadline.None,
        FindHeader = static _ => null,
    };

    /// <param name="claims"><c>name=value</c>.</param>
    public static ClientIdentity Caller(string subject, string[] scopes, params string[] claims) => new(
        IdentitySchemes.Bearer,
        "https://issuer.test",
        subject,
        "app",
        scopes,
        claims.Select(claim => claim.Split('=')).ToDictionary(
            claim => claim[0], IReadOnlyList<string> (claim) => [claim[1]]));

    /// <summary>A response's errors as <c>CODE path.to.0.it</c>, comma-separated.</summary>
    public static string ErrorsOf(JsonElement response) => string.Join(
        ", ",
        (response.TryGetProperty("errors", out var errors) ? errors.EnumerateArray().ToArray() : [])
            .Select(error =>
            {
                var code = error.GetProperty("extensions").GetProperty("code").GetString();
                return error.TryGetProperty("path", out var path)
                    ? $"{code} {string.Join('.', path.EnumerateArray().Select(step => step.ToString()))}"
                    : code;
            }));

    private static SourceKind KindOf(string sdl) =>
        sdl.Contains("@local", StringComparison.Ordinal) ? SourceKind.Local
        : sdl.Contains("@rest", StringComparison.Ordinal) ? SourceKind.Rest
        : SourceKind.GraphQL;

    private Source Connect(SourceSchema schema)
    {
        if (schema.Kind == SourceKind.Rest)
        {
            return new BoundSource(
                schema.Name, schema.Schema, new RestBinding(RestOptions.Default), _senders[schema.Name]);
        }

        if (schema.Kind == SourceKind.GraphQL)
        {
            return new GraphQLSource(schema.Name, _senders[schema.Name]);
        }

        var fields = new LocalFields();
        foreach (var type in schema.Schema.Types.ToArray().OfType<ObjectType>())
        {
            foreach (var field in type.Fields.Where(field => field.HasDirective("local"u8)))
            {
                fields.Add(field.Coordinate, static (_, _) => default);
            }
        }

        return new BoundSource(schema.Name, schema.Schema, new LocalBinding(fields), _senders[schema.Name]);
    }
}

/// <summary>Answers calls by script.</summary>
internal sealed class StubSender : ICallSender
{
    private static readonly HttpResponseHeaders NoHeaders = new HttpResponseMessage().Headers;

    /// <summary>What was asked, as <c>target body</c>.</summary>
    public List<string> Calls { get; } = [];

    public int Status { get; set; } = 200;

    public string? MediaType { get; set; } = "application/json";

    public SourceFailure? Failure { get; set; }

    /// <summary>The answer to a call's text.</summary>
    public Func<string, string> Answer { get; set; } = static _ => "{}";

    /// <summary>Waited for before a call is answered.</summary>
    public Func<CancellationToken, Task> Wait { get; set; } = static _ => Task.CompletedTask;

    public async ValueTask<CallOutcome<SourceResponse>> SendAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken)
    {
        var call = $"{request.Target} {Encoding.UTF8.GetString(request.Body.Span)}".TrimStart();
        lock (Calls)
        {
            Calls.Add(call);
        }

        await Wait(cancellationToken);
        if (Failure is not null)
        {
            return new(Failure);
        }

        var text = Answer(call);
        var body = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, body);
        return new(new SourceResponse(Status, MediaType, NoHeaders, null, body, length));
    }
}

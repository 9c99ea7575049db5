using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>A contract imported and its methods called without a network.</summary>
internal sealed class GrpcHarness
{
    private readonly GraphQLSchema _schema;

    private GrpcHarness(string sdl)
    {
        Sdl = sdl;
        var options = new SchemaBuildOptions { AllowMissingQueryType = true };
        _schema = SchemaBuilder.BuildOrThrow(Parser.Parse(sdl), options);
    }

    /// <summary>What the import printed.</summary>
    public string Sdl { get; }

    /// <param name="name">Of a contract in the samples.</param>
    public static GrpcHarness OfSample(string name) => OfFile($"samples/Shop/contracts/{name}");

    /// <param name="path">From the repository's root.</param>
    public static GrpcHarness OfFile(string path, GrpcOptions? options = null)
    {
        var full = Path.Combine(SharedFiles.RepositoryRoot, path);
        return Of(path, File.ReadAllBytes(full), relative => File.Exists(Beside(full, relative))
            ? (ReadOnlyMemory<byte>?)File.ReadAllBytes(Beside(full, relative))
            : null, options);
    }

    /// <param name="proto">A .proto file's text.</param>
    public static GrpcHarness OfText(string proto) => Of("case.proto", Encoding.UTF8.GetBytes(proto), _ => null);

    private static GrpcHarness Of(
        string path, byte[] content, Func<string, ReadOnlyMemory<byte>?> readRelative, GrpcOptions? options = null)
    {
        var result = GrpcImporter.Import(new ContractFile(path, content, readRelative), ImportOptions.Default);
        Assert.True(result.Sdl is not null, string.Join('\n', result.Diagnostics));
        return new GrpcHarness(result.Sdl) { Options = options ?? GrpcOptions.Default };
    }

    private static string Beside(string path, string relative) => Path.Combine(Path.GetDirectoryName(path)!, relative);

    public GraphQLSchema Schema => _schema;

    /// <summary>The message that a call sends, without its frame, in hexadecimal digits.</summary>
    /// <param name="arguments">A JSON object.</param>
    public string Request(string selection, string arguments, OperationType operation = OperationType.Query)
    {
        using var request = Prepare(selection, arguments, operation);
        Assert.Equal(0, request.Body.Span[0]);
        Assert.Equal(request.Body.Length - 5, BinaryPrimitives.ReadInt32BigEndian(request.Body.Span[1..]));
        return Convert.ToHexStringLower(request.Body.Span[5..]);
    }

    public SourceRequest Prepare(string selection, string arguments, OperationType operation = OperationType.Query)
    {
        var field = FetchFields.Of(_schema, selection, operation);
        using var given = JsonDocument.Parse(arguments, new JsonDocumentOptions { MaxDepth = 512 });
        var bytes = new List<byte>();
        var ends = new List<int>();
        foreach (var argument in field.Field.Arguments)
        {
            if (given.RootElement.TryGetProperty(argument.Name, out var value))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(value.GetRawText()));
            }

            ends.Add(bytes.Count);
        }

        var request = new SourceRequest();
        var values = new CallArguments(bytes.ToArray(), ends.ToArray());
        if (operation == OperationType.Subscription)
        {
            new GrpcStream(field, Options).Prepare(values, request);
        }
        else
        {
            new GrpcBinding(Options).Compile(field).Prepare(values, request);
        }

        return request;
    }

    public GrpcOptions Options { get; init; } = GrpcOptions.Default;

    /// <summary>A call over HTTP; its answer as JSON.</summary>
    public async Task<string> CallAsync(SourceTransport transport, string selection, string arguments)
    {
        var name = selection.Split(' ', '{', '}').First(static word => word.Length > 0);
        var operation = _schema.RootType(OperationType.Query)?.Fields.Find(name) is null
            ? OperationType.Mutation
            : OperationType.Query;
        using var request = Prepare(selection, arguments, operation);
        using var store = new ResultStore();
        var outcome = await transport.SendAsync(request, Context(store), TestContext.Current.CancellationToken);
        if (!outcome.IsSuccess)
        {
            throw new SourceException(
                outcome.Failure.Code, outcome.Failure.Detail, extensions: outcome.Failure.Extensions);
        }

        using var response = outcome.Value;
        var field = FetchFields.Of(_schema, selection, operation);
        return FetchFields.Print(store, new GrpcBinding(Options).Compile(field).Read(store, response), field);
    }

    /// <summary>A stream over HTTP; its messages as JSON, one at a time.</summary>
    public async IAsyncEnumerable<string> StreamAsync(
        SourceTransport transport,
        string selection,
        string arguments,
        TimeSpan? deadline = null,
        CancellationTokenSource? caller = null)
    {
        var field = FetchFields.Of(_schema, selection, OperationType.Subscription);
        var call = new GrpcStream(field, Options);
        using var request = Prepare(selection, arguments, OperationType.Subscription);
        using var store = new ResultStore();
        await foreach (var message in call.RunAsync(
            transport,
            request,
            Context(store, deadline),
            TimeProvider.System,
            caller?.Token ?? TestContext.Current.CancellationToken))
        {
            using var own = new ResultStore();
            yield return FetchFields.Print(own, call.Read(own, message), field);
        }
    }

    public static FetchContext Context(ResultStore store, TimeSpan? deadline = null) => new()
    {
        Store = store,
        RootRow = 0,
        IntrospectionRow = 0,
        Variables = VariableValues.Empty,
        Flags = [],
        Deadline = CallDeadline.After(TimeProvider.System, deadline ?? TimeSpan.FromMinutes(1)),
        FindClaims = static _ => [],
        FindHeader = static name => name == "x-tenant" ? "acme" : null,
        EnforcesOwnership = false,
    };

    /// <summary>An answer as JSON; errors inside by their codes.</summary>
    /// <param name="message">The message, without its frame.</param>
    public string Read(string selection, ReadOnlySpan<byte> message, OperationType operation = OperationType.Query)
    {
        var body = new byte[message.Length + 5];
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(1), message.Length);
        message.CopyTo(body.AsSpan(5));
        return ReadBody(selection, body, "0", operation);
    }

    public string Read(string selection, string hex, OperationType operation = OperationType.Query) =>
        Read(selection, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), operation);

    /// <param name="status">The <c>grpc-status</c> trailer; null for none.</param>
    /// <param name="isHeader">The answer has no message, and the status in its headers.</param>
    public string ReadBody(
        string selection,
        byte[] body,
        string? status,
        OperationType operation = OperationType.Query,
        bool isHeader = false,
        int httpStatus = 200)
    {
        var field = FetchFields.Of(_schema, selection, operation);
        using var store = new ResultStore();
        using var headers = new HttpResponseMessage();
        using var trailers = new HttpResponseMessage();
        if (status is not null)
        {
            (isHeader ? headers : trailers).Headers.TryAddWithoutValidation("grpc-status", status);
        }

        var rented = ArrayPool<byte>.Shared.Rent(body.Length);
        body.CopyTo(rented, 0);
        using var response = new SourceResponse(
            httpStatus, "application/grpc", headers.Headers, trailers.Headers, rented, body.Length);
        return FetchFields.Print(store, new GrpcBinding().Compile(field).Read(store, response), field);
    }
}

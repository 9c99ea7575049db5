using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>One bound field of a small schema, called without a network.</summary>
internal sealed class RestHarness
{
    private readonly FetchField _field;
    private readonly CompiledCall _call;

    /// <param name="sdl">Without the definitions of the binding's directives.</param>
    /// <param name="operation">Its one root field is called.</param>
    public RestHarness(string sdl, string operation)
    {
        var definitions = string.Join('\n', RestDirectives.Definitions.Append(WireName.Definition));
        var scalars = string.Join('\n', NamedScalars.All.Select(NamedScalars.Definition));
        var document = Parser.Parse($"{sdl}\n{definitions}\n{scalars}");
        (_field, _call) = Compile(
            SchemaBuilder.BuildOrThrow(document, new SchemaBuildOptions { AllowMissingQueryType = true }),
            operation,
            RestOptions.Default);
    }

    private RestHarness(GraphQLSchema schema, string operation, RestOptions options) =>
        (_field, _call) = Compile(schema, operation, options);

    /// <param name="schema">With all its definitions.</param>
    /// <param name="operation">Its one root field is called.</param>
    public static RestHarness Of(GraphQLSchema schema, string operation, RestOptions? options = null) =>
        new(schema, operation, options ?? RestOptions.Default);

    private static (FetchField Field, CompiledCall Call) Compile(
        GraphQLSchema schema, string operation, RestOptions options)
    {
        var isMutation = operation.StartsWith("mutation", StringComparison.Ordinal);
        var selection = operation[operation.IndexOf('{', StringComparison.Ordinal)..];
        var field = FetchFields.Of(schema, selection, isMutation ? OperationType.Mutation : OperationType.Query);
        return (field, new RestBinding(options).Compile(field));
    }

    /// <summary>The request as text: target, headers and body, a line each.</summary>
    /// <param name="arguments">JSON of each argument; empty for an absent one.</param>
    public string Prepare(params string[] arguments)
    {
        using var request = Fill(arguments);
        var lines = new List<string> { $"{request.Method} {request.Target}" };
        lines.AddRange(request.Headers.Select(static header => $"{header.Key}: {header.Value}"));
        if (request.ContentType is not null)
        {
            lines.Add($"{request.ContentType} {Encoding.UTF8.GetString(request.Body.Span)}");
        }

        return string.Join('\n', lines);
    }

    /// <summary>The request's body.</summary>
    public byte[] Body(params string[] arguments)
    {
        using var request = Fill(arguments);
        return request.Body.ToArray();
    }

    private SourceRequest Fill(string[] arguments)
    {
        var request = new SourceRequest();
        var bytes = arguments.Select(Encoding.UTF8.GetBytes).ToArray();
        var ends = new int[bytes.Length];
        for (var index = 0; index < ends.Length; index++)
        {
            ends[index] = bytes[index].Length + (index == 0 ? 0 : ends[index - 1]);
        }

        _call.Prepare(new CallArguments(bytes.SelectMany(static part => part).ToArray(), ends), request);
        return request;
    }

    /// <summary>The field's value read of an answer, or the error's code, message and extensions.</summary>
    public string Read(string body, int status = 200, string? mediaType = "application/json") =>
        Read(Encoding.UTF8.GetBytes(body), status, mediaType);

    public string Read(byte[] body, int status = 200, string? mediaType = "application/json")
    {
        var rented = ArrayPool<byte>.Shared.Rent(body.Length);
        body.CopyTo(rented, 0);
        using var message = new HttpResponseMessage();
        using var response = new SourceResponse(status, mediaType, Headers(message), null, rented, body.Length);
        using var store = new ResultStore();
        try
        {
            return FetchFields.Print(store, _call.Read(store, response), _field);
        }
        catch (SourceException error)
        {
            return $"{error.Code} {Encoding.UTF8.GetString(error.Extensions ?? [])}".Trim();
        }
    }

    private static HttpResponseHeaders Headers(HttpResponseMessage message) => message.Headers;
}

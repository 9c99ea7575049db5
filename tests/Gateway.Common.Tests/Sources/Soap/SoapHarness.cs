using System.Buffers;
using System.Text;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Soap;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>A contract imported and its operations called without a network.</summary>
internal sealed class SoapHarness
{
    private const string Head =
        """
        <definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
            xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
        """;

    private readonly GraphQLSchema _schema;

    private SoapHarness(string sdl)
    {
        Sdl = sdl;
        _schema = SchemaBuilder.BuildOrThrow(Parser.Parse(sdl), SchemaBuildOptions.SourceSchema);
    }

    public GraphQLSchema Schema => _schema;

    /// <summary>What the import printed.</summary>
    public string Sdl { get; }

    public static SoapHarness Of(string wsdl, Dictionary<string, string>? files = null)
    {
        var result = Import(wsdl, files);
        Assert.True(result.Sdl is not null, string.Join('\n', result.Diagnostics));
        return new SoapHarness(result.Sdl);
    }

    /// <summary>A contract whose one operation, <c>GetThing</c>, takes and gives what the schema says.</summary>
    /// <param name="schema">Components of a qualified schema, <c>In</c> and <c>Out</c> among its elements.</param>
    public static SoapHarness OfSchema(string schema) => Of(Wsdl(schema));

    public static string Wsdl(string schema) =>
        $"""
        {Head}
          <types><xs:schema targetNamespace="urn:t" elementFormDefault="qualified">{schema}</xs:schema></types>
          <message name="I"><part name="parameters" element="t:In"/></message>
          <message name="O"><part name="parameters" element="t:Out"/></message>
          <portType name="P">
            <operation name="GetThing"><input message="t:I"/><output message="t:O"/></operation>
          </portType>
          <binding name="B" type="t:P">
            <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
            <operation name="GetThing">
              <soap:operation soapAction="urn:t/GetThing"/>
              <input><soap:body use="literal"/></input>
              <output><soap:body use="literal"/></output>
            </operation>
          </binding>
          <service name="S"><port name="P" binding="t:B"><soap:address location="http://127.0.0.1/"/></port></service>
        </definitions>
        """;

    public static ImportResult Import(string wsdl, Dictionary<string, string>? files = null) => WsdlImporter.Import(
        new ContractFile("thing.wsdl", Encoding.UTF8.GetBytes(wsdl), path => Read(files, path)), ImportOptions.Default);

    /// <summary>The envelope that a call sends.</summary>
    /// <param name="arguments">A JSON object.</param>
    public string Request(string selection, string arguments, OperationType operation = OperationType.Query)
    {
        using var request = Prepare(selection, arguments, operation);
        return Encoding.UTF8.GetString(request.Body.Span);
    }

    public SourceRequest Prepare(
        string selection, string arguments, OperationType operation = OperationType.Query, SoapOptions? options = null)
    {
        var field = FetchFields.Of(_schema, selection, operation);
        using var given = JsonDocument.Parse(arguments);
        var bytes = new List<byte>();
        var ends = new List<int>();
        foreach (var argument in field.Field.Arguments)
        {
            if (given.RootElement.TryGetProperty(argument.Name, out var value))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value)));
            }

            ends.Add(bytes.Count);
        }

        var request = new SourceRequest();
        new SoapBinding(options).Compile(field).Prepare(new CallArguments(bytes.ToArray(), ends.ToArray()), request);
        return request;
    }

    /// <summary>An answer as JSON; errors by their codes.</summary>
    public string Read(
        string selection, byte[] answer, int status = 200, OperationType operation = OperationType.Query,
        string mediaType = "text/xml")
    {
        var field = FetchFields.Of(_schema, selection, operation);
        using var store = new ResultStore();
        using var message = new HttpResponseMessage();
        var body = ArrayPool<byte>.Shared.Rent(answer.Length);
        answer.CopyTo(body, 0);
        using var response = new SourceResponse(status, mediaType, message.Headers, null, body, answer.Length);
        return FetchFields.Print(store, new SoapBinding().Compile(field).Read(store, response), field);
    }

    public string Read(
        string selection, string answer, int status = 200, OperationType operation = OperationType.Query) =>
        Read(selection, Encoding.UTF8.GetBytes(answer), status, operation);

    /// <summary>An envelope around a body's content.</summary>
    public static string Envelope(string body) =>
        $"""
        <?xml version="1.0"?>
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>{body}</s:Body></s:Envelope>
        """;

    private static ReadOnlyMemory<byte>? Read(Dictionary<string, string>? files, string path)
    {
        if (files?.GetValueOrDefault(path) is { } text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        return null;
    }
}

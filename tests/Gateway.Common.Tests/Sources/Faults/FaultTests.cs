using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Policies.Resilience;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Faults;

/// <summary>Whatever a source answers becomes data or a typed error at its place, for every kind of source.</summary>
public sealed class FaultTests
{
    private const string Healthy = """{"x":{"y":"a","size":1}}""";
    private const string Unavailable = """{"x":null} SOURCE_UNAVAILABLE x""";
    private const string Invalid = """{"x":null} SOURCE_INVALID_RESPONSE x""";
    private const string Failed = """{"x":null} SOURCE_ERROR x""";

    /// <summary>REST and SOAP have a way to say nothing.</summary>
    private const string Empty = """{"x":null}""";

    private const string NoFields =
        """{"x":{"y":null,"size":null}} SOURCE_INVALID_RESPONSE x.y SOURCE_INVALID_RESPONSE x.size""";

    private const string NoSize = """{"x":{"y":"a","size":null}} SOURCE_INVALID_RESPONSE x.size""";
    private const string SoapFault =
        "<s:Fault><faultcode>s:Server</faultcode><faultstring>secret</faultstring></s:Fault>";

    private const string Envelope =
        """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>BODY</s:Body></s:Envelope>""";

    private const string Thing =
        """<GetResponse xmlns="urn:t"><thing><name>a</name><size>1</size></thing></GetResponse>""";

    private static readonly string Deep = string.Concat(Enumerable.Repeat("[", 20_000));
    private static readonly string DeepXml = string.Concat(Enumerable.Repeat("<a>", 20_000));
    private static readonly byte[] Message = [0x0a, 1, (byte)'a', 0x10, 1];

    /// <summary>Of GraphQL: the body, and what the client is told.</summary>
    public static TheoryData<string, string> GraphQL { get; } = new()
    {
        { """{"data":{"thing":{"name":"a","size":1}}}""", Healthy },
        { """{"data":{"thing":{"size":1,"more":[{}],"name":"a","name_1":"b"},"other":{}},"extensions":{}}""", Healthy },
        { """{"data":{"thing":{"name":"b","name":"a","size":1}}}""", Healthy },
        { """{"data":{"thing":{"name":"a"}}}""", NoSize },
        { """{"data":{"thing":{"name":{},"size":[1]}}}""", NoFields },
        { """{"data":{"thing":[{"name":"a","size":1}]}}""", Invalid },
        { """{"data":{"thing":"a"}}""", Invalid },
        { """{"data":{}}""", Invalid },
        { """{"data":null}""", Invalid },
        { """{"data":[]}""", Invalid },
        { """{"data":"x"}""", Invalid },
        { "{}", Invalid },
        { "[]", Invalid },
        { "null", Invalid },
        { "7", Invalid },
        { "", Invalid },
        { " ", Invalid },
        { "{", Invalid },
        { """{"data":{"thing":{"name":"a","size":1}}""", $"{Healthy} SOURCE_INVALID_RESPONSE" },
        { """{"data":{"thing":{"name":"a","size":1}}}{}""", $"{Healthy} SOURCE_INVALID_RESPONSE" },
        { """{"data":{"thing":{"name":"a\u12","size":1}}}""", Invalid },
        { """{"data":{"thing":{"name":"a","size":01}}}""", Invalid },
        { """{"data":{"thing":null},"errors":[{"message":"secret","path":["thing"]}]}""", Failed },
        { """{"errors":[{"message":"secret"}]}""", Failed },
        { """{"errors":{},"data":null}""", Failed },
        { """{"errors":[],"data":null}""", Invalid },
        { "<html>", Invalid },
    };

    /// <summary>Of REST: the body, and what the client is told.</summary>
    public static TheoryData<string, string> Rest { get; } = new()
    {
        { """{"name":"a","size":1}""", Healthy },
        { """{"size":1,"more":[{}],"name":"a"}""", Healthy },
        { """{"name":"b","name":"a","size":1}""", Healthy },
        { """{"name":{},"size":[1]}""", NoFields },
        { """[{"name":"a","size":1}]""", Invalid },
        { "\"a\"", Invalid },
        { "7", Invalid },
        { " ", Invalid },
        { "", Empty },
        { "{", Invalid },
        { """{"name":"a","size":1}}""", Invalid },
        { """{"name":"a\u12","size":1}""", Invalid },
        { "<html>", Invalid },
    };

    /// <summary>Of SOAP: the body, and what the client is told.</summary>
    public static TheoryData<string, string> Soap { get; } = new()
    {
        { Body(Thing), Healthy },
        { Body(Thing.Replace(">1<", ">x<", StringComparison.Ordinal)), NoSize },
        { Body("<Other xmlns=\"urn:t\"/>"), Invalid },
        { Body(""), Empty },
        { Body(SoapFault), Failed },
        { "<html/>", Invalid },
        { Envelope, Empty },
        { Envelope[..40], Invalid },
        { """<!DOCTYPE x [<!ENTITY a "b">]>""" + Body(Thing), Invalid },
        { "{}", Invalid },
        { "", Invalid },
        { " ", Invalid },
    };

    /// <summary>Of gRPC: the framed answer in hexadecimal digits, its status, and what the client is told.</summary>
    public static TheoryData<string, string?, string> Grpc { get; } = new()
    {
        { "00000000050a01611001", "0", Healthy },
        { "00000000070a01611001a006", "0", Invalid },
        { "00000000080a01611001a00601", "0", Healthy },
        { "00000000050a01611001", null, Invalid },
        { "00000000050a01611001", "13", Failed },
        { "00000000050a01611001", "x", Failed },
        { "", "0", Invalid },
        { "", null, Invalid },
        { "0000", "0", Invalid },
        { "00000000060a01611001", "0", Invalid },
        { "00000000040a01611001", "0", Invalid },
        { "01000000050a01611001", "0", Invalid },
        { "00000000030affff", "0", Invalid },
        { "00000000050a01ff1001", "0", """{"x":{"y":null,"size":1}} SOURCE_INVALID_RESPONSE x.y""" },
        { "000000000b0a016110ffffffffffffffff", "0", Invalid },
        { "ffffffffff0a01611001", "0", Invalid },
        { "000000000508011001ff", "0", Invalid },
    };

    public static TheoryData<string> Kinds { get; } = ["GraphQL", "Rest", "Soap", "Grpc"];

    [Theory, MemberData(nameof(GraphQL))]
    public Task A_GraphQL_answer(string body, string expected) =>
        CheckAsync(SourceKind.GraphQL, Answer(body), expected);

    [Theory, MemberData(nameof(Rest))]
    public Task A_REST_answer(string body, string expected) => CheckAsync(SourceKind.Rest, Answer(body), expected);

    [Theory, MemberData(nameof(Soap))]
    public Task A_SOAP_answer(string body, string expected) =>
        CheckAsync(SourceKind.Soap, Answer(body) with { ContentType = "text/xml" }, expected);

    [Theory, MemberData(nameof(Grpc))]
    public Task A_gRPC_answer(string hex, string? status, string expected) =>
        CheckAsync(SourceKind.Grpc, OfGrpc(Convert.FromHexString(hex)) with { GrpcStatus = status }, expected);

    [Theory]
    [InlineData("GraphQL", 200, "text/html", Invalid)]
    [InlineData("GraphQL", 200, null, Invalid)]
    [InlineData("GraphQL", 302, "text/html", Invalid)]
    [InlineData("GraphQL", 404, "text/plain", Invalid)]
    [InlineData("GraphQL", 500, "text/html", Invalid)]
    [InlineData("GraphQL", 503, "text/html", Unavailable)]
    [InlineData("Rest", 200, "text/html", Invalid)]
    [InlineData("Rest", 302, "text/html", Failed)]
    [InlineData("Rest", 500, "text/html", Unavailable)]
    [InlineData("Rest", 503, "text/html", Unavailable)]
    [InlineData("Soap", 200, "text/html", Invalid)]
    [InlineData("Soap", 302, "text/html", Failed)]
    [InlineData("Soap", 500, "text/html", Unavailable)]
    [InlineData("Soap", 503, "text/html", Unavailable)]
    [InlineData("Grpc", 200, "text/html", Invalid)]
    [InlineData("Grpc", 302, "text/html", Failed)]
    [InlineData("Grpc", 500, "text/html", Unavailable)]
    [InlineData("Grpc", 503, "text/html", Unavailable)]
    public Task A_page_instead_of_an_answer(string kind, int status, string? contentType, string expected) =>
        CheckAsync(
            Enum.Parse<SourceKind>(kind),
            new FaultyAnswer("<html><p>busy"u8.ToArray(), status, contentType),
            expected);

    [Theory, MemberData(nameof(Kinds))]
    public Task An_answer_that_is_too_large(string kind) => CheckAsync(
        kind, answer => answer with { Body = new byte[FaultyGateway.ResponseBytesMax + 1] }, Invalid);

    [Theory, MemberData(nameof(Kinds))]
    public Task An_answer_that_is_too_large_once_it_is_unpacked(string kind) => CheckAsync(
        kind,
        answer => answer with { Body = new byte[FaultyGateway.ResponseBytesMax * 64], IsGzip = true },
        Invalid);

    [Theory]
    [InlineData("GraphQL")]
    [InlineData("Rest")]
    [InlineData("Soap")]
    public Task An_answer_that_is_too_deep(string kind) => CheckAsync(
        kind,
        answer => answer with
        {
            Body = Encoding.UTF8.GetBytes(kind == "Soap" ? Body(DeepXml) : $$"""{"x":{{Deep}}"""),
        },
        Invalid);

    [Theory, MemberData(nameof(Kinds))]
    public Task Text_that_is_not_UTF_8(string kind) => CheckAsync(
        kind,
        answer =>
        {
            var body = answer.Body.ToArray();
            body[Array.LastIndexOf(body, (byte)'a')] = 0xff;
            return answer with { Body = body };
        },
        kind == "Grpc" ? """{"x":{"y":null,"size":1}} SOURCE_INVALID_RESPONSE x.y""" : Invalid);

    [Theory, MemberData(nameof(Kinds))]
    public Task Half_an_answer(string kind) =>
        CheckAsync(kind, answer => answer with { End = FaultyEnd.Half }, Unavailable);

    [Theory, MemberData(nameof(Kinds))]
    public Task No_answer_at_all(string kind) =>
        CheckAsync(kind, answer => answer with { End = FaultyEnd.Nothing }, Unavailable);

    [Theory, MemberData(nameof(Kinds))]
    public async Task Nobody_there(string kind)
    {
        Uri address;
        await using (var server = await FaultyServer.StartAsync(_ => Good(kind)))
        {
            address = server.Address;
        }

        var gateway = FaultyGateway.Over(Enum.Parse<SourceKind>(kind), address, TimeProvider.System);

        Assert.Equal(Unavailable, FaultyGateway.Print(await gateway.RunAsync(FaultyGateway.Operation)));
    }

    [Theory]
    [InlineData("GraphQL", false)]
    [InlineData("GraphQL", true)]
    [InlineData("Rest", false)]
    [InlineData("Rest", true)]
    [InlineData("Soap", false)]
    [InlineData("Soap", true)]
    [InlineData("Grpc", false)]
    [InlineData("Grpc", true)]
    public async Task An_answer_that_never_ends_is_waited_for_until_the_deadline(string kind, bool isBegun)
    {
        var end = isBegun ? FaultyEnd.HalfThenSilence : FaultyEnd.Silence;
        var time = new ManualTimeProvider();
        await using var server = await StartAsync(kind, Good(kind) with { End = end });
        var gateway = FaultyGateway.Over(Enum.Parse<SourceKind>(kind), server.Address, time);
        var running = gateway.RunAsync(
            FaultyGateway.Operation, deadline: CallDeadline.After(time, TimeSpan.FromSeconds(1)));
        await server.Asked;

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("""{"x":null} SOURCE_TIMEOUT x""", FaultyGateway.Print(await running));
        await server.GivenUp;
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_request_that_is_given_up_closes_its_call(string kind)
    {
        await using var server = await StartAsync(kind, Good(kind) with { End = FaultyEnd.Silence });
        var gateway = FaultyGateway.Over(Enum.Parse<SourceKind>(kind), server.Address, new ManualTimeProvider());
        using var cancellation = new CancellationTokenSource();
        var running = gateway.RunAsync(FaultyGateway.Operation, cancellationToken: cancellation.Token);
        await server.Asked;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await server.GivenUp;
    }

    private static Task CheckAsync(string kind, Func<FaultyAnswer, FaultyAnswer> spoil, string expected) =>
        CheckAsync(Enum.Parse<SourceKind>(kind), spoil(Good(kind)), expected);

    private static async Task CheckAsync(SourceKind kind, FaultyAnswer answer, string expected)
    {
        await using var server = await StartAsync(kind.ToString(), answer);
        var gateway = FaultyGateway.Over(kind, server.Address, TimeProvider.System);

        var response = await gateway.RunAsync(FaultyGateway.Operation);

        Assert.Equal(expected, FaultyGateway.Print(response));
        Assert.DoesNotContain("secret", response, StringComparison.Ordinal);
    }

    private static Task<FaultyServer> StartAsync(string kind, FaultyAnswer answer) =>
        FaultyServer.StartAsync(_ => answer, FaultyGateway.ProtocolOf(Enum.Parse<SourceKind>(kind)));

    private static FaultyAnswer Good(string kind) => kind switch
    {
        "GraphQL" => Answer("""{"data":{"thing":{"name":"a","size":1}}}"""),
        "Rest" => Answer("""{"size":1,"name":"a"}"""),
        "Soap" => Answer(Body(Thing)) with { ContentType = "text/xml" },
        _ => OfGrpc([0, 0, 0, 0, (byte)Message.Length, .. Message]),
    };

    private static string Body(string content) => Envelope.Replace("BODY", content, StringComparison.Ordinal);

    private static FaultyAnswer Answer(string body) => new(Encoding.UTF8.GetBytes(body));

    private static FaultyAnswer OfGrpc(byte[] framed) =>
        new(framed, ContentType: "application/grpc", GrpcStatus: "0");
}

using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Results;
using Gateway.Common.Sources;
using Gateway.Common.Tests.Sources.Http;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>Documents made to do harm are refused with a code; nothing else is touched.</summary>
public sealed class HostileTests
{
    private const string Schema =
        """
        <xs:element name="In" type="xs:int"/><xs:element name="Out"><xs:complexType><xs:sequence>
        <xs:element name="v" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
        """;

    /// <summary>Of one answer of a few kilobytes.</summary>
    private const long AllocatedBytesMax = 4 * 1024 * 1024;

    private static readonly SoapHarness Soap = SoapHarness.OfSchema(Schema);

    /// <summary>Bytes in Latin-1, so that what is no UTF-8 can be written too.</summary>
    public static TheoryData<string, string> Answers() => new()
    {
        { Laughs() + Envelope("<v>&l9;</v>"), SourceErrorCodes.InvalidResponse },
        { "<!DOCTYPE v [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + Envelope("<v>&x;</v>"), SourceErrorCodes.InvalidResponse },
        { "<!DOCTYPE v SYSTEM 'http://127.0.0.1:9/v.dtd'>" + Envelope("<v/>"), SourceErrorCodes.InvalidResponse },
        { Envelope(string.Concat(Enumerable.Repeat("<a>", 10_000))), SourceErrorCodes.ResponseTooLarge },
        { Envelope($"<v {Attributes(100)}/>"), SourceErrorCodes.ResponseTooLarge },
        { Envelope($"<v {Namespaces(300)}/>"), SourceErrorCodes.ResponseTooLarge },
        { Envelope($"<{new string('n', 2_000)}/>"), SourceErrorCodes.ResponseTooLarge },
        { Envelope("<v>\u00ff\u00fe</v>"), SourceErrorCodes.InvalidResponse },
        { Envelope("<v>\u00c0\u0080</v>"), SourceErrorCodes.InvalidResponse },
        { Envelope("<v>\u00ed\u00a0\u0080</v>"), SourceErrorCodes.InvalidResponse },
        { Envelope("<v>&#xD800;</v>"), SourceErrorCodes.InvalidResponse },
        { Envelope("<v>&#99999999999;</v>"), SourceErrorCodes.InvalidResponse },
        { Envelope("<v><![CDATA[x</v>"), SourceErrorCodes.InvalidResponse },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_hostile_answer_is_refused(string answer, string code)
    {
        var bytes = Encoding.Latin1.GetBytes(answer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<SourceException>(() => Soap.Read("{ getThing }", bytes));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(code, error.Code);
        Assert.DoesNotContain("root:", error.Detail, StringComparison.Ordinal);
        Assert.True(allocated < AllocatedBytesMax, $"{allocated} bytes");
    }

    /// <remarks>Of a fault too: its body is read whatever the status.</remarks>
    [Theory]
    [InlineData("200 OK")]
    [InlineData("500 Internal Server Error")]
    public async Task A_small_answer_that_unpacks_to_a_large_one_is_refused(string status)
    {
        const int bytesMax = 64 * 1024;
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(
                Encoding.UTF8.GetBytes(Envelope(new string(' ', 64 * bytesMax))),
                TestContext.Current.CancellationToken);
        }

        var head = $"HTTP/1.1 {status}\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\n"
            + $"Content-Length: {packed.Length}\r\n\r\n";
        var answer = new ScriptedAnswer(head + Encoding.Latin1.GetString(packed.ToArray()));
        await using var server = new ScriptedServer(answer, answer, answer, answer);
        using var transport = new SourceTransport(
            new SourceTransportOptions { Name = "soap", Address = server.Address, ResponseBytesMax = bytesMax },
            new ResilienceOptions(),
            TimeProvider.System);
        using var store = new ResultStore();
        using var request = Soap.Prepare("{ getThing }", "{}");
        var outcome = await transport.SendAsync(
            request, RoundTripTests.Context(store), TestContext.Current.CancellationToken);

        var failure = Assert.IsType<SourceFailure>(outcome.Failure);
        Assert.Equal(SourceFailureKind.InvalidResponse, failure.Kind);
        Assert.Contains($"more than {bytesMax} bytes", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_inclusion_in_an_answer_is_an_element_like_others() => Assert.Equal(
        "\"\"",
        Soap.Read(
            "{ getThing }",
            Encoding.UTF8.GetBytes(Envelope(
                "<v><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd' parse='text'/></v>"))));

    /// <remarks>An answer moved out of the body, another in its place: only the body's first element counts.</remarks>
    [Fact]
    public void What_stands_beside_the_body_is_not_the_answer()
    {
        var wrapped = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header><w><s:Body>"
            + "<Out xmlns='urn:t'><v>moved</v></Out></s:Body></w></s:Header><s:Body><Out xmlns='urn:t'><v>real</v></Out>"
            + "<Out xmlns='urn:t'><v>second</v></Out></s:Body></s:Envelope>";

        Assert.Equal("\"real\"", Soap.Read("{ getThing }", wrapped));
    }

    [Theory]
    [InlineData("<multiRef id='a'><i href='#a'/></multiRef>")]
    [InlineData("<multiRef id='a'><i href='#b'/></multiRef><multiRef id='b'><i href='#a'/></multiRef>")]
    public void References_in_a_circle_are_refused(string values) => CheckReferences(values);

    [Fact]
    public void References_that_multiply_are_refused()
    {
        var values = new StringBuilder();
        for (var level = 0; level < 25; level++)
        {
            values.Append("<multiRef id='").Append(level == 0 ? "a" : $"l{level}").Append("'>")
                .Insert(values.Length, $"<i href='#l{level + 1}'/>", 10).Append("</multiRef>");
        }

        CheckReferences(values.Append("<multiRef id='l25'>x</multiRef>").ToString());
    }

    [Theory]
    [InlineData("xs:include", "file:///etc/passwd")]
    [InlineData("xs:include", "/etc/passwd")]
    [InlineData("xs:import", "http://127.0.0.1:9/x.xsd")]
    [InlineData("xs:import", "\\\\127.0.0.1\\share\\x.xsd")]
    [InlineData("xs:redefine", "../../../../../../etc/passwd")]
    public void A_contract_reaches_nothing_but_its_files(string element, string location)
    {
        var asked = new List<string>();
        var wsdl = SoapHarness.Wsdl($"<{element} schemaLocation='{location}'/>{Schema}");
        var result = Gateway.Common.Sources.Soap.WsdlImporter.Import(
            new ContractFile("thing.wsdl", Encoding.UTF8.GetBytes(wsdl), path =>
            {
                asked.Add(path);
                return null;
            }),
            ImportOptions.Default);

        Assert.Contains(result.Diagnostics, static found => found.Code == "WSDL_IMPORT_MISSING");
        Assert.DoesNotContain(
            asked, static path => Path.IsPathRooted(path) || path.Contains("://", StringComparison.Ordinal));
    }

    public static TheoryData<string> Contracts() => new()
    {
        Laughs() + SoapHarness.Wsdl(Schema),
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'>" + SoapHarness.Wsdl(Schema),
        SoapHarness.Wsdl(string.Concat(Enumerable.Repeat("<xs:annotation>", 10_000))),
        SoapHarness.Wsdl(Schema).Replace("urn:t", "\u00ff", StringComparison.Ordinal),
    };

    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_hostile_contract_is_refused(string contract)
    {
        var clock = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = Gateway.Common.Sources.Soap.WsdlImporter.Import(
            new ContractFile("thing.wsdl", Encoding.Latin1.GetBytes(contract), static _ => null), ImportOptions.Default);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Null(result.Sdl);
        Assert.Equal("WSDL_UNREADABLE", result.Diagnostics[0].Code);
        Assert.True(allocated < AllocatedBytesMax, $"{allocated} bytes, {Stopwatch.GetElapsedTime(clock)}");
    }

    private static void CheckReferences(string values)
    {
        var soap = SoapHarness.Of(
            SoapHarness.Wsdl(
                """
                <xs:element name="In" type="xs:int"/><xs:element name="Out" type="t:Node"/>
                <xs:complexType name="Node"><xs:sequence><xs:element name="i" type="t:Node" minOccurs="0" maxOccurs="unbounded"/>
                </xs:sequence></xs:complexType>
                """).Replace("use=\"literal\"", "use=\"encoded\"", StringComparison.Ordinal));
        var selection = "{ getThing {" + string.Concat(Enumerable.Repeat(" i {", 40)) + " __typename"
            + string.Concat(Enumerable.Repeat(" }", 42));
        var error = Assert.Throws<SourceException>(() => soap.Read(
            selection, SoapHarness.Envelope($"<Out xmlns='urn:t'><i href='#a'/></Out>{values}")));

        Assert.Equal(SourceErrorCodes.ResponseTooLarge, error.Code);
    }

    private static string Envelope(string content) =>
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><Out xmlns='urn:t'>"
        + $"{content}</Out></s:Body></s:Envelope>";

    private static string Laughs() => "<!DOCTYPE l [<!ENTITY l0 'ha'>"
        + string.Concat(Enumerable.Range(1, 9).Select(static level =>
            $"<!ENTITY l{level} '{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}'>")) + "]>";

    private static string Attributes(int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(static index => $"a{index}='1'"));

    private static string Namespaces(int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(static index => $"xmlns:p{index}='u{index}'"));
}

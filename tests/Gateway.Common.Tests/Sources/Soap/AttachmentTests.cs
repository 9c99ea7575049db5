using System.Text;
using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>Binary values travel behind the envelope where the contract asks for it, and are found there.</summary>
public sealed class AttachmentTests
{
    private const string Xop = "xmlns:xop='http://www.w3.org/2004/08/xop/include'";

    private static readonly SoapHarness Files = SoapHarness.Of(
        SoapHarness.Wsdl(
            """
            <xs:element name="In"><xs:complexType><xs:sequence><xs:element name="file" type="xs:base64Binary" maxOccurs="2"/>
            </xs:sequence></xs:complexType></xs:element>
            <xs:element name="Out"><xs:complexType><xs:sequence><xs:element name="file" type="xs:base64Binary" maxOccurs="2"/>
            </xs:sequence></xs:complexType></xs:element>
            """)
            .Replace(
                "<operation name=\"GetThing\">\n      <soap:operation",
                """
                <wsp:PolicyReference xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy" URI="#mtom"/>
                <operation name="GetThing">
                <soap:operation
                """,
                StringComparison.Ordinal)
            .Replace(
                "<types>",
                """
                <wsp:Policy xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy" wsu:Id="mtom"
                  xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">
                  <o:OptimizedMimeSerialization xmlns:o="http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization"/>
                </wsp:Policy><types>
                """,
                StringComparison.Ordinal));

    [Fact]
    public void Binary_arguments_are_sent_as_attachments()
    {
        using var request = Files.Prepare("{ getThing }", """{"file":["AAEC","/w=="]}""");
        var body = Encoding.Latin1.GetString(request.Body.Span);
        var boundary = body[2..body.IndexOf('\r', StringComparison.Ordinal)];

        Assert.Equal(
            $"multipart/related; type=\"application/xop+xml\"; start=\"<envelope@gateway>\"; start-info=\"text/xml\"; boundary=\"{boundary}\"",
            request.ContentType);
        var include = "<x:Include xmlns:x=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:{0}@gateway\"/>";
        Assert.Contains(
            $"<n1:file>{include.Replace("{0}", "1", StringComparison.Ordinal)}</n1:file><n1:file>{include.Replace("{0}", "2", StringComparison.Ordinal)}</n1:file>",
            body,
            StringComparison.Ordinal);
        Assert.EndsWith(
            $"\r\n--{boundary}\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n"
            + $"Content-ID: <1@gateway>\r\n\r\n\0\u0001\u0002\r\n--{boundary}\r\nContent-Type: application/octet-stream\r\n"
            + $"Content-Transfer-Encoding: binary\r\nContent-ID: <2@gateway>\r\n\r\n\u00ff\r\n--{boundary}--\r\n",
            body,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_base64_is_refused() => Assert.Equal(
        SourceErrorCodes.InvalidArgument,
        Assert.Throws<SourceException>(() => Files.Prepare("{ getThing }", """{"file":["?"]}""")).Code);

    [Fact]
    public void Attachments_of_an_answer_are_values() => Assert.Equal(
        """["DQoAAQ==","AAEC"]""", Read(Multipart($"<file><xop:Include {Xop} href='cid:a%40b'/></file><file>AAEC</file>")));

    [Theory]
    [InlineData("--b\r\n")]
    [InlineData("no boundary")]
    [InlineData("--b\r\nContent-ID: <a@b>\r\n\r\nx\r\n--b")]
    [InlineData("")]
    public void What_is_no_multipart_is_refused(string body) => Assert.Equal(
        SourceErrorCodes.InvalidResponse,
        Assert.Throws<SourceException>(() => Read(Encoding.Latin1.GetBytes(body))).Code);

    [Fact]
    public void An_attachment_that_is_missing_is_an_error() => Assert.Equal(
        SourceErrorCodes.InvalidResponse,
        Assert.Throws<SourceException>(() =>
            Read(Multipart($"<file><xop:Include {Xop} href='cid:c'/></file>"))).Code);

    [Theory]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("file:///etc/passwd")]
    public void A_reference_to_elsewhere_is_never_followed(string href) => Assert.Equal(
        SourceErrorCodes.InvalidResponse,
        Assert.Throws<SourceException>(() =>
            Read(Multipart($"<file><xop:Include {Xop} href='{href}'/></file>"))).Code);

    private static byte[] Multipart(string content) => Encoding.Latin1.GetBytes(
        "--b\r\nContent-Type: application/octet-stream\r\nContent-ID: <a@b>\r\n\r\n\r\n\0\u0001\r\n--b\r\n"
        + "Content-Type: application/xop+xml; type=\"text/xml\"\r\nContent-ID: <root>\r\n\r\n"
        + SoapHarness.Envelope($"<Out xmlns='urn:t'>{content}</Out>") + "\r\n--b--\r\n");

    private static string Read(byte[] body) => Files.Read("{ getThing }", body, mediaType: "multipart/related");
}

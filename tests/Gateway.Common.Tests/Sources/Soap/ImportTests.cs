using System.Xml.Linq;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>What a contract says becomes a schema that says the same.</summary>
public sealed class ImportTests
{
    private const string Root = "<xs:element name='In' type='a:Thing'/><xs:element name='Out' type='a:Thing'/>";

    public static TheoryData<string> Cases()
    {
        var data = new TheoryData<string>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.xsd").Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetFileNameWithoutExtension(file));
        }

        return data;
    }

    private static string Folder =>
        Path.Combine(SharedFiles.RepositoryRoot, "tests/Gateway.Common.Tests/Sources/Soap/Cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_meaning_of_XML_Schema_has_its_form_in_GraphQL(string name)
    {
        var schema = File.ReadAllText(Path.Combine(Folder, name + ".xsd"));
        var sdl = SoapHarness.OfSchema(schema).Sdl;
        var start = sdl.IndexOf("type Query", StringComparison.Ordinal);
        Snapshot.Match(sdl[start..], $"tests/Gateway.Common.Tests/Sources/Soap/Cases/{name}.graphql");
    }

    [Fact]
    public void A_contract_may_be_split_over_files_that_import_one_another()
    {
        var wsdl = SoapHarness.Wsdl($"<xs:import namespace='urn:a' schemaLocation='types/a.xsd'/>{Root}")
            .Replace("<definitions ", "<definitions xmlns:a='urn:a' ", StringComparison.Ordinal);
        var result = SoapHarness.Import(wsdl, new Dictionary<string, string>
        {
            ["types/a.xsd"] =
                """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a" xmlns:a="urn:a">
                <xs:include schemaLocation="../shared.xsd"/><xs:complexType name="Thing"><xs:sequence>
                <xs:element name="part" type="a:Part"/></xs:sequence></xs:complexType></xs:schema>
                """,
            ["shared.xsd"] =
                """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:import namespace="urn:a" schemaLocation="types/a.xsd"/>
                <xs:complexType name="Part"><xs:sequence><xs:element name="sub" type="Part" minOccurs="0"/>
                <xs:element name="n" type="xs:int"/></xs:sequence></xs:complexType></xs:schema>
                """,
        });

        Assert.Empty(result.Diagnostics);
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(result.Sdl!), SchemaBuildOptions.SourceSchema);
        Assert.Equal("Part", ((ObjectType)schema.FindType("Part")!).Fields.Find("sub")!.Type.ToString());
    }

    /// <summary>Chameleon include: XML Schema 1.0, §4.2.1.</summary>
    [Fact]
    public void A_file_without_a_namespace_is_of_each_that_includes_it()
    {
        var wsdl = SoapHarness.Wsdl(
            """
            <xs:import namespace='urn:a' schemaLocation='a.xsd'/><xs:import namespace='urn:b' schemaLocation='b.xsd'/>
            <xs:element name='In' type='a:Part'/><xs:element name='Out' type='b:Part'/>
            """)
            .Replace("<definitions ", "<definitions xmlns:a='urn:a' xmlns:b='urn:b' ", StringComparison.Ordinal);
        var soap = SoapHarness.Of(wsdl, new Dictionary<string, string>
        {
            ["a.xsd"] = Including("urn:a"),
            ["b.xsd"] = Including("urn:b"),
            ["shared.xsd"] =
                """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
                <xs:complexType name="Part"><xs:sequence><xs:element name="n" type="xs:int"/></xs:sequence></xs:complexType>
                </xs:schema>
                """,
        });

        var sent = XDocument.Parse(soap.Request("{ getThing }", """{"n":1}"""));
        Assert.Equal("1", sent.Descendants(XName.Get("n", "urn:a")).Single().Value);
        Assert.Equal("2", soap.Read("{ getThing }", SoapHarness.Envelope(
            "<Out xmlns='urn:t'><n xmlns='urn:b'>2</n></Out>")));

        static string Including(string space) =>
            $"""
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{space}" elementFormDefault="qualified">
            <xs:include schemaLocation="shared.xsd"/></xs:schema>
            """;
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "WSDL_UNREADABLE")]
    [InlineData("<a>", "WSDL_UNREADABLE")]
    [InlineData("", "WSDL_UNREADABLE")]
    [InlineData("<a/>", "WSDL_NOT_WSDL")]
    [InlineData("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>", "WSDL_NO_OPERATIONS")]
    public void What_is_no_contract_says_so(string text, string code) => CheckRefused(text, code);

    [Theory]
    [InlineData(
        """
        <xs:element name='In' type='t:A'/><xs:element name='Out' type='xs:int'/>
        <xs:complexType name='A'><xs:complexContent><xs:extension base='t:B'/></xs:complexContent></xs:complexType>
        <xs:complexType name='B'><xs:complexContent><xs:extension base='t:A'/></xs:complexContent></xs:complexType>
        """,
        "WSDL_TOO_LARGE")]
    [InlineData(
        """
        <xs:element name='In'><xs:complexType><xs:group ref='t:g'/></xs:complexType></xs:element>
        <xs:element name='Out' type='xs:int'/>
        <xs:group name='g'><xs:sequence><xs:group ref='t:g'/><xs:group ref='t:g'/></xs:sequence></xs:group>
        """,
        "WSDL_TOO_LARGE")]
    public void A_schema_that_cannot_be_followed_is_refused(string schema, string code) =>
        CheckRefused(SoapHarness.Wsdl(schema), code);

    [Fact]
    public void Groups_that_multiply_are_bounded()
    {
        var groups = string.Concat(Enumerable.Range(0, 40).Select(static level =>
            $"<xs:group name='g{level}'><xs:sequence><xs:group ref='t:g{level + 1}'/><xs:group ref='t:g{level + 1}'/></xs:sequence></xs:group>"));
        CheckRefused(
            SoapHarness.Wsdl(
                $"""
                <xs:element name='In'><xs:complexType><xs:group ref='t:g0'/></xs:complexType></xs:element>
                <xs:element name='Out' type='xs:int'/>{groups}
                <xs:group name='g40'><xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence></xs:group>
                """),
            "WSDL_TOO_LARGE");
    }

    [Theory]
    [InlineData("<xs:element name='In' type='t:Nope'/><xs:element name='Out' type='xs:int'/>", "{urn:t}Nope is declared nowhere")]
    [InlineData("<xs:element name='In' type='t:Out'/><xs:element name='Out' type='xs:int'/>", "{urn:t}Out is an element, not a type")]
    [InlineData("<xs:element name='Out' type='xs:int'/>", "There is no element {urn:t}In")]
    [InlineData(
        "<xs:element name='In'><xs:complexType><xs:sequence><xs:element ref='t:a'/></xs:sequence></xs:complexType></xs:element><xs:element name='Out' type='xs:int'/>",
        "t:a is declared nowhere")]
    [InlineData(
        "<xs:import namespace='urn:x' schemaLocation='http://127.0.0.1/x.xsd'/><xs:element name='In' type='xs:int'/><xs:element name='Out' type='xs:int'/>",
        "http://127.0.0.1/x.xsd is not read")]
    [InlineData(
        "<xs:element name='In'><xs:complexType><xs:sequence><xs:element name='9 lives' type='xs:int'/></xs:sequence></xs:complexType></xs:element><xs:element name='Out' type='xs:int'/>",
        "\"9 lives\" is no name in XML")]
    [InlineData(
        "<xs:element name='In' type='xs:int'/><xs:element name='Out' type='xs:int'/><xs:complexType name='-'/>",
        "\"-\" is no name in XML")]
    public void What_is_unsound_is_named_and_the_rest_is_imported(string schema, string message)
    {
        var result = SoapHarness.Import(SoapHarness.Wsdl(schema));

        Assert.NotNull(result.Sdl);
        Assert.True(SchemaBuilder.Build(Parser.Parse(result.Sdl), SchemaBuildOptions.SourceSchema).IsSuccess);
        var found = Assert.Single(
            result.Diagnostics, found => found.Message.Contains(message, StringComparison.Ordinal));
        Assert.False(found.IsError);
        Assert.Equal("thing.wsdl", found.File);
        Assert.True(found.Line > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("name=''")]
    [InlineData("name='9 lives'")]
    public void An_operation_without_a_name_is_left_out_and_the_rest_is_imported(string name)
    {
        var result = SoapHarness.Import($"""
            <definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
              xmlns:t="urn:t" targetNamespace="urn:t">
              <message name="Ask"><part name="a" type="x:int" xmlns:x="http://www.w3.org/2001/XMLSchema"/></message>
              <portType name="P">
                <operation {name}><input message="t:Ask"/><output message="t:Ask"/></operation>
                <operation name="Say"><input message="t:Ask"/><output message="t:Ask"/></operation>
              </portType>
              <binding name="B" type="t:P">
                <soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
                <operation {name}><input><soap:body use="literal"/></input></operation>
                <operation name="Say"><input><soap:body use="literal"/></input></operation>
              </binding>
              <service name="S"><port name="O" binding="t:B"><soap:address location="http://h.example"/></port></service>
            </definitions>
            """);

        Assert.Contains("say(", result.Sdl, StringComparison.Ordinal);
        Assert.Contains(result.Diagnostics, static found => found is
        {
            IsError: false, Message: "This operation has no name, and is left out.",
        });
    }

    [Theory]
    [InlineData("<system systemId='http://h.example/a.xsd' uri='local/a.xsd'/>", "http://h.example/a.xsd")]
    [InlineData("<group xml:base='local/'><uri name='http://h.example/a.xsd' uri='a.xsd'/></group>", "http://h.example/a.xsd")]
    [InlineData("<rewriteSystem systemIdStartString='http://h.example/' rewritePrefix='local/'/>", "http://h.example/a.xsd")]
    [InlineData("<rewriteURI uriStartString='http://' rewritePrefix='x/'/><uri name='http://h.example/a.xsd' uri='local/a.xsd'/>", "http://h.example/a.xsd")]
    [InlineData("<systemSuffix systemIdSuffix='a.xsd' uri='local/a.xsd'/>", "https://h.example/deep/a.xsd")]
    [InlineData("<uri name='urn:a' uri='local/a.xsd'/>", null)]
    public void A_catalogue_maps_addresses_to_files_beside_the_contract(string entries, string? location)
    {
        var at = location is null ? "" : $"schemaLocation='{location}'";
        var wsdl = SoapHarness.Wsdl($"<xs:import namespace='urn:a' {at}/>{Root}")
            .Replace("<definitions ", "<definitions xmlns:a='urn:a' ", StringComparison.Ordinal);
        var result = SoapHarness.Import(wsdl, new Dictionary<string, string>
        {
            ["catalog.xml"] = $"<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'>{entries}</catalog>",
            ["local/a.xsd"] =
                """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a" xmlns:a="urn:a">
                <xs:include schemaLocation="b.xsd"/></xs:schema>
                """,
            ["local/b.xsd"] =
                """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:complexType name="Thing"><xs:sequence>
                <xs:element name="n" type="xs:int"/></xs:sequence></xs:complexType></xs:schema>
                """,
        });

        Assert.Empty(result.Diagnostics);
        Assert.Contains("n: Int!", result.Sdl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type='xs:'")]
    [InlineData("type='t:9'")]
    [InlineData("type='a b'")]
    [InlineData("type='t:a:b'")]
    [InlineData("ref='1'")]
    [InlineData("ref=':'")]
    public void A_reference_that_is_no_name_says_nothing_and_the_rest_is_imported(string reference)
    {
        var result = SoapHarness.Import(SoapHarness.Wsdl(
            "<xs:element name='In' type='xs:int'/><xs:element name='Out'><xs:complexType><xs:sequence>"
            + $"<xs:element name='a' type='xs:int'/><xs:element {reference}/></xs:sequence></xs:complexType></xs:element>"));
        Assert.NotNull(result.Sdl);
        Assert.True(SchemaBuilder.Build(Parser.Parse(result.Sdl), SchemaBuildOptions.SourceSchema).IsSuccess);
    }

    [Fact]
    public void A_contract_whose_author_forgot_the_namespaces_is_read_by_names()
    {
        var wsdl = SoapHarness.Wsdl("<xs:element name='In' type='xs:int'/><xs:element name='Out' type='xs:int'/>")
            .Replace("xmlns=\"http://schemas.xmlsoap.org/wsdl/\"", "xmlns=\"urn:t\"", StringComparison.Ordinal)
            .Replace("soap:", "", StringComparison.Ordinal).Replace("xs:schema", "schema", StringComparison.Ordinal);
        var result = SoapHarness.Import(wsdl);

        Assert.Contains("getThing(value: Int", result.Sdl, StringComparison.Ordinal);
        Assert.Equal("WSDL_NOT_WSDL", result.Diagnostics[0].Code);
    }

    private static void CheckRefused(string wsdl, string code)
    {
        var result = SoapHarness.Import(wsdl);

        Assert.Null(result.Sdl);
        Assert.True(result.Diagnostics[0].IsError);
        Assert.Equal(code, result.Diagnostics[0].Code);
        Assert.Equal("thing.wsdl", result.Diagnostics[0].File);
    }
}

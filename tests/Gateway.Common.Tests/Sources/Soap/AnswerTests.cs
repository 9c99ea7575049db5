using System.Text;
using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>What stands in an answer becomes rows by the contract's types.</summary>
public sealed class AnswerTests
{
    private const string Xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    [Theory]
    [InlineData("xs:string", " a\r\nb ", "\" a\\nb \"")]
    [InlineData("xs:string", "&lt;&#x1F600;&#65;&amp;amp;&quot;", "\"<😀A&amp;\\\"\"")]
    [InlineData("xs:string", "a<![CDATA[<&amp;>]]>b<!-- c -->d<?p?>", "\"a<&amp;>bd\"")]
    [InlineData("xs:string", "", "\"\"")]
    [InlineData("xs:string", " a  b\t", "\" a  b\\t\"")]
    [InlineData("xs:normalizedString", " a\tb  c\n", "\" a b  c \"")]
    [InlineData("xs:token", " a\tb \n c ", "\"a b c\"")]
    [InlineData("xs:token", "<![CDATA[ ]]>a", "\"a\"")]
    [InlineData("xs:NMTOKEN", " a ", "\"a\"")]
    [InlineData("xs:anyURI", "\n urn:a \n", "\"urn:a\"")]
    [InlineData("xs:base64Binary", " AAEC\n AwQF\n", "\"AAECAwQF\"")]
    [InlineData("xs:int", " +007 ", "7")]
    [InlineData("xs:int", "7.5", "<SOURCE_INVALID_RESPONSE>")]
    [InlineData("xs:int", "2147483648", "<SOURCE_INVALID_RESPONSE>")]
    [InlineData("xs:long", "9007199254740993", "\"9007199254740993\"")]
    [InlineData("xs:decimal", " 00701.50 ", "\"00701.50\"")]
    [InlineData("xs:integer", "123456789012345678901234567890", "\"123456789012345678901234567890\"")]
    [InlineData("xs:double", "1.5E3", "1500")]
    [InlineData("xs:double", "INF", "<SOURCE_INVALID_RESPONSE>")]
    [InlineData("xs:double", "NaN", "<SOURCE_INVALID_RESPONSE>")]
    [InlineData("xs:boolean", "1", "true")]
    [InlineData("xs:boolean", " false ", "false")]
    [InlineData("xs:boolean", "yes", "<SOURCE_INVALID_RESPONSE>")]
    [InlineData("xs:date", "2024-02-30+14:00", "\"2024-02-30+14:00\"")]
    [InlineData("xs:base64Binary", "AAEC", "\"AAEC\"")]
    public void A_simple_value_is_read_by_its_type(string type, string text, string expected) =>
        Check($"""<xs:element name="v" type="{type}"/>""", "{ getThing }", $"<v>{text}</v>", expected);

    [Theory]
    [InlineData("xs:string", "collapse", "\"a b\"")]
    [InlineData("xs:string", "replace", "\" a  b \"")]
    [InlineData("xs:normalizedString", "collapse", "\"a b\"")]
    [InlineData("xs:string", "preserve", "\" a \\nb \"")]
    public void White_space_is_what_the_contract_says(string type, string space, string expected) => Check(
        $"""
        <xs:element name="v"><xs:complexType><xs:sequence><xs:element name="a"><xs:simpleType>
        <xs:restriction base="{type}"><xs:whiteSpace value="{space}"/></xs:restriction>
        </xs:simpleType></xs:element></xs:sequence></xs:complexType></xs:element>
        """,
        "{ getThing { a } }",
        "<v><a> a \nb </a></v>",
        $$"""{"a":{{expected}}}""");

    [Fact]
    public void An_enum_is_read_by_its_value_on_the_wire() => Check(
        """
        <xs:element name="v" maxOccurs="9"><xs:simpleType><xs:restriction base="xs:string">
        <xs:enumeration value="in-stock"/><xs:enumeration value="2"/></xs:restriction></xs:simpleType></xs:element>
        """,
        "{ getThing }",
        "<v>in-stock</v><v> 2 </v><v>other</v>",
        """["IN_STOCK","_2",<SOURCE_INVALID_RESPONSE>]""");

    [Fact]
    public void Attributes_and_text_stand_beside_each_other() => Check(
        """
        <xs:element name="v"><xs:complexType><xs:simpleContent><xs:extension base="xs:decimal">
        <xs:attribute name="currency" type="xs:string"/><xs:attribute name="rate" type="xs:int"/>
        </xs:extension></xs:simpleContent></xs:complexType></xs:element>
        """,
        "{ getThing { value currency rate } }",
        "<v currency='A&amp;B'>1.50</v>",
        """{"value":"1.50","currency":"A&B","rate":null}""");

    [Fact]
    public void Repeated_elements_that_stand_apart_are_one_list_each() => Check(
        """
        <xs:element name="v"><xs:complexType><xs:choice maxOccurs="unbounded">
        <xs:element name="a" type="xs:int"/><xs:element name="b"><xs:complexType><xs:sequence>
        <xs:element name="c" type="xs:int" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
        </xs:choice></xs:complexType></xs:element>
        """,
        "{ getThing { b { c } a } }",
        "<v><a>1</a><b><c>2</c><c>3</c></b><a>4</a><b/></v>",
        """{"b":[{"c":[2,3]},{"c":[]}],"a":[1,4]}""");

    [Fact]
    public void Nil_is_null_and_absent_is_null() => Check(
        """
        <xs:element name="v"><xs:complexType><xs:sequence><xs:element name="a" type="xs:int" nillable="true"/>
        <xs:element name="b" type="xs:int" nillable="true" maxOccurs="3"/><xs:element name="c" type="xs:int" minOccurs="0"/>
        </xs:sequence></xs:complexType></xs:element>
        """,
        "{ getThing { a b c } }",
        $"<v {Xsi}><a xsi:nil='1'/><b>1</b><b xsi:nil='true'/></v>",
        """{"a":null,"b":[1,null],"c":null}""");

    [Fact]
    public void A_list_in_one_text_is_split_at_white_space() => Check(
        """<xs:element name="v"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:element>""",
        "{ getThing }",
        "<v> 1\n2  3 </v>",
        "[1,2,3]");

    [Fact]
    public void Elements_that_no_contract_names_are_json() => Check(
        """
        <xs:element name="v"><xs:complexType><xs:sequence><xs:element name="a" type="xs:int"/>
        <xs:any processContents="lax" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
        """,
        "{ getThing { any a } }",
        "<v><a>1</a><x:b xmlns:x='urn:x' k='1&quot;'> <c>d</c>e </x:b></v>",
        """
        {"any":[{"name":"b","namespace":"urn:x","attributes":{"k":"1\""},"children":[{"name":"c","namespace":"urn:t","children":["d"]},"e "]}],"a":1}
        """.TrimEnd());

    [Fact]
    public void One_element_may_feed_several_fields() => Check(
        """
        <xs:element name="v"><xs:complexType><xs:sequence><xs:element name="a"><xs:complexType><xs:sequence>
        <xs:element name="b" type="xs:int"/></xs:sequence><xs:attribute name="k" type="xs:string"/></xs:complexType>
        </xs:element></xs:sequence></xs:complexType></xs:element>
        """,
        "{ getThing { x: a { b } y: a { k b } } }",
        "<v><a k='1'><b>2</b></a></v>",
        """{"x":{"b":2},"y":{"k":"1","b":2}}""");

    [Fact]
    public void Elements_of_other_namespaces_are_passed_over_but_a_forgotten_namespace_is_forgiven() => Check(
        """
        <xs:element name="v"><xs:complexType><xs:sequence><xs:element name="a" type="xs:int"/>
        <xs:element name="b" type="xs:int"/></xs:sequence></xs:complexType></xs:element>
        """,
        "{ getThing { a b } }",
        "<v><o:a xmlns:o='urn:o'>9</o:a><a>1</a><b xmlns=''>2</b></v>",
        """{"a":1,"b":2}""");

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    [InlineData("windows-1252")]
    public void Answers_in_other_encodings_are_read(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var text = SoapHarness.Envelope("<Out xmlns='urn:t'><v>Größe</v></Out>")
            .Replace("?>", $" encoding=\"{name}\"?>", StringComparison.Ordinal);

        var read = Of("""<xs:element name="v" type="xs:string"/>""")
            .Read("{ getThing }", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);

        Assert.Equal("\"Größe\"", read);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", SourceErrorCodes.InvalidResponse)]
    [InlineData("<html><body>Busy</body></html>", SourceErrorCodes.InvalidResponse)]
    [InlineData("", SourceErrorCodes.InvalidResponse)]
    [InlineData("{}", SourceErrorCodes.InvalidResponse)]
    public void What_is_no_envelope_is_refused(string answer, string code) => Assert.Equal(
        code,
        Assert.Throws<SourceException>(() => Of("""<xs:element name="v" type="xs:string"/>""").Read("{ getThing }", answer))
            .Code);

    [Theory]
    [InlineData("<v>a</w>")]
    [InlineData("<v>&nope;</v>")]
    [InlineData("<v>&#0;</v>")]
    [InlineData("<v a='1' a='2'>b</v>")]
    [InlineData("<v><x:y/></v>")]
    [InlineData("<v>")]
    [InlineData("<Other/></Out><Out>")]
    public void Bodies_that_are_not_well_formed_are_refused(string content)
    {
        var whole = SoapHarness.Envelope($"<Out xmlns='urn:t'>{content}</Out>");
        var cut = content.StartsWith("<Other", StringComparison.Ordinal) ? whole[..^20] : whole;
        var error = Assert.Throws<SourceException>(() =>
            Of("""<xs:element name="v" type="xs:string"/>""").Read("{ getThing }", cut));

        Assert.Equal(SourceErrorCodes.InvalidResponse, error.Code);
    }

    [Fact]
    public void Deep_answers_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<v>", 100_000));
        var error = Assert.Throws<SourceException>(() => Of("""<xs:element name="v" type="xs:string"/>""")
            .Read("{ getThing }", SoapHarness.Envelope($"<Out xmlns='urn:t'>{deep}")));

        Assert.Equal(SourceErrorCodes.ResponseTooLarge, error.Code);
    }

    [Theory]
    [InlineData(401, SourceErrorCodes.Forbidden)]
    [InlineData(429, SourceErrorCodes.RateLimited)]
    [InlineData(500, SourceErrorCodes.Unavailable)]
    [InlineData(404, SourceErrorCodes.Failed)]
    public void Other_statuses_without_a_fault_are_errors(int status, string code)
    {
        var error = Assert.Throws<SourceException>(() =>
            Of("""<xs:element name="v" type="xs:string"/>""").Read("{ getThing }", "no XML", status));

        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void A_fault_of_SOAP_12_that_nobody_declared_says_nothing_to_clients()
    {
        var error = Assert.Throws<SourceException>(() => Of("""<xs:element name="v" type="xs:string"/>""").Read(
            "{ getThing }",
            """
            <e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:Fault>
            <e:Code><e:Value>e:Sender</e:Value></e:Code><e:Reason><e:Text xml:lang="en">secret</e:Text></e:Reason>
            <e:Detail><SomethingNotFound/></e:Detail></e:Fault></e:Body></e:Envelope>
            """));

        Assert.Equal(SourceErrorCodes.Failed, error.Code);
        Assert.Null(error.Extensions);
        Assert.DoesNotContain("secret", error.ClientMessage, StringComparison.Ordinal);
        Assert.Contains("SomethingNotFound", error.Detail, StringComparison.Ordinal);
    }

    private static void Check(string members, string selection, string content, string expected) => Assert.Equal(
        expected,
        Of(members).Read(selection, SoapHarness.Envelope($"<Out xmlns='urn:t'>{content}</Out>")));

    private static SoapHarness Of(string members) => SoapHarness.OfSchema(
        $"""
        <xs:element name="In"><xs:complexType/></xs:element>
        <xs:element name="Out"><xs:complexType><xs:sequence>{members}</xs:sequence></xs:complexType></xs:element>
        """);
}

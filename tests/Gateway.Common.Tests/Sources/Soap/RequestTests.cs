using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>Arguments become XML by the contract's types, in its order.</summary>
public sealed class RequestTests
{
    [Fact]
    public void Members_are_written_in_the_contracts_order_attributes_first() => Check(
        """
        <xs:element name="o"><xs:complexType><xs:sequence><xs:element name="b" type="xs:int"/>
        <xs:element name="a" type="xs:string" maxOccurs="3"/></xs:sequence><xs:attribute name="k" type="xs:int"/>
        </xs:complexType></xs:element>
        """,
        """{"o":{"a":["x","y"],"k":1,"b":2}}""",
        """<n1:o k="1"><n1:b>2</n1:b><n1:a>x</n1:a><n1:a>y</n1:a></n1:o>""");

    [Theory]
    [InlineData("""{}""", """<n1:a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>""")]
    [InlineData("""{"a":1,"b":2}""", "<n1:a>1</n1:a><n1:b>2</n1:b>")]
    [InlineData(
        """{"a":1,"b":null}""",
        """<n1:a>1</n1:a><n1:b xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>""")]
    public void Null_is_nil_and_absent_is_absent(string arguments, string expected) => Check(
        """
        <xs:element name="a" type="xs:int" nillable="true"/>
        <xs:element name="b" type="xs:int" nillable="true" minOccurs="0"/>
        """,
        arguments,
        expected);

    [Theory]
    [InlineData("""{"choice":{"a":1}}""", "<n1:a>1</n1:a><n1:z>9</n1:z>")]
    [InlineData("""{"choice":{"sequence":{"c":3,"b":2}}}""", "<n1:b>2</n1:b><n1:c>3</n1:c><n1:z>9</n1:z>")]
    public void A_choice_stands_where_its_alternative_stands(string arguments, string expected) => Check(
        """
        <xs:choice><xs:element name="a" type="xs:int"/><xs:sequence><xs:element name="b" type="xs:int"/>
        <xs:element name="c" type="xs:int"/></xs:sequence></xs:choice><xs:element name="z" type="xs:int"/>
        """,
        arguments[..^1] + ""","z":9}""",
        expected);

    [Theory]
    [InlineData(""" "]]><a>&\"'" """, "]]&gt;&lt;a&gt;&amp;&quot;'")]
    [InlineData("\"\\u0041\\ud83d\\ude00\\n\"", "A😀&#10;")]
    [InlineData("12.50", "12.50")]
    [InlineData("\"｡\"", "｡")]
    public void Text_is_escaped(string json, string expected) => Check(
        """<xs:element name="a" type="xs:string"/>""", $$"""{"a":{{json}}}""", $"<n1:a>{expected}</n1:a>");

    [Fact]
    public void Lists_in_one_text_and_enums_have_their_wire_form() => Check(
        """
        <xs:element name="a"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:element>
        <xs:element name="b"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="a&amp;b"/>
        </xs:restriction></xs:simpleType></xs:element>
        """,
        """{"a":[1,2],"b":"A_B"}""",
        "<n1:a>1 2</n1:a><n1:b>a&amp;b</n1:b>");

    [Fact]
    public void Elements_that_no_contract_names_are_written_from_json() => Check(
        """<xs:any/>""",
        """{"any":{"children":["x<",{"name":"c"}],"name":"b","namespace":"urn:x","attributes":{"k":"1\""}}}""",
        """<b xmlns="urn:x" k="1&quot;">x&lt;<c xmlns=""></c></b>""");

    [Theory]
    [InlineData("""{"a":{"b":1}}""")]
    [InlineData("""{"a":"\u0001"}""")]
    [InlineData("""{"a":"\ufffe"}""")]
    public void Values_that_XML_cannot_carry_are_refused(string arguments)
    {
        var error = Assert.Throws<SourceException>(() => Of("""<xs:element name="a" type="xs:string"/>""")
            .Request("{ getThing }", arguments));

        Assert.Equal(SourceErrorCodes.InvalidArgument, error.Code);
    }

    [Theory]
    [InlineData("""{"any":{"name":"a b"}}""")]
    [InlineData("""{"any":{"name":"a","attributes":{"xmlns":"x"}}}""")]
    [InlineData("""{"any":{"name":"a><b"}}""")]
    [InlineData("""{"any":[1]}""")]
    [InlineData("""{"any":{"name":"a","attributes":[]}}""")]
    [InlineData("""{"any":{}}""")]
    public void Nodes_that_are_no_XML_are_refused(string arguments)
    {
        var error = Assert.Throws<SourceException>(() => Of("<xs:any/>").Request("{ getThing }", arguments));

        Assert.Equal(SourceErrorCodes.InvalidArgument, error.Code);
    }

    private static void Check(string members, string arguments, string expected)
    {
        var envelope = Of(members).Request("{ getThing }", arguments);
        var start = envelope.IndexOf("<n1:In>", StringComparison.Ordinal) + "<n1:In>".Length;
        var end = envelope.IndexOf("</n1:In>", StringComparison.Ordinal);
        Assert.Equal(expected, envelope[start..end]);
    }

    private static SoapHarness Of(string members) => SoapHarness.OfSchema(
        $"""
        <xs:element name="In"><xs:complexType><xs:sequence>{members}</xs:sequence></xs:complexType></xs:element>
        <xs:element name="Out"><xs:complexType/></xs:element>
        """);
}

using System.Globalization;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>
/// Elements that repeat are read by what the first of them was like: how they then differ must not show.
/// </summary>
public sealed class RepeatedElementTests
{
    private const string Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly SoapHarness Harness = SoapHarness.OfSchema(
        """
        <xs:element name="In"><xs:complexType/></xs:element>
        <xs:element name="Out"><xs:complexType><xs:sequence>
          <xs:element name="v" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
            <xs:element name="a" type="xs:int" minOccurs="0" nillable="true"/>
            <xs:element name="b" type="xs:string" minOccurs="0" default="d"/>
            <xs:element name="c" minOccurs="0"><xs:complexType><xs:sequence>
              <xs:element name="a" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
            <xs:element name="e" type="xs:double" minOccurs="0" maxOccurs="unbounded"/>
            <xs:element name="unasked" type="xs:string" minOccurs="0"/>
          </xs:sequence></xs:complexType></xs:element>
        </xs:sequence></xs:complexType></xs:element>
        """);

    private static readonly string[] Elements =
    [
        "<v><a>1</a><b>x</b><c><a>y</a></c><e>1.5</e><e>2</e><unasked>z</unasked></v>",
        "<v>\n  <a>1</a>\n  <b>x</b>\n  <c>\n    <a>y</a>\n  </c>\n  <e>1.5</e>\n</v>",
        "<v><unasked>z</unasked><e>1</e><b>x</b><a>2</a><e>3</e></v>",
        "<v><b>x &amp; y</b><a> 3 </a><e>0.25</e></v>",
        "<v><a>1</a><a>2</a><b><![CDATA[<a>]]></b></v>",
        "<v><a>1<!-- a --></a><b>x<?p?>y</b><e>05</e></v>",
        "<v><a >1</a ><b  ></b><e>-1.50</e></v>",
        "<v><a/><b/><c/><e/></v>",
        $"<v><a xmlns:i='{Xsi}' i:nil='true'/><b other='1'>x</b></v>",
        "<v><a>one</a><b>x</b></v>",
        "<v><a>1<b>2</b>3</a><b>x</b></v>",
        "<v><other>1</other><other><a>2</a></other><b>x</b></v>",
        "<v>text<a>1</a>text</v>",
        "<v/>",
        "<v xmlns='urn:other' xmlns:t='urn:t'><a>1</a><t:a>2</t:a><b>x</b></v>",
        "<t:v xmlns:t='urn:t'><t:a>1</t:a><t:b>x</t:b></t:v>",
        "<t:v xmlns:t='urn:t'><t:a>1</t:a><t:b xmlns:t='urn:other'>x</t:b><t:b>y</t:b></t:v>",
        "<v><a>1</a><x xmlns='urn:other'><a>2</a></x><b>x</b></v>",
        "<v><e>1</e><e>2</e><e>3</e><e>4</e><e>5</e><e>6</e><e>7</e></v>",
        "<v><a>1</a><b>\r\n</b><e>0.000000001</e><e>100000000</e></v>",
    ];

    [Fact]
    public void Two_in_a_row_are_read_as_each_alone()
    {
        var alone = Elements.Select(static element => Read(element)[1..^1]).ToArray();
        for (var first = 0; first < Elements.Length; first++)
        {
            for (var second = 0; second < Elements.Length; second++)
            {
                Assert.Equal(Together([alone[first], alone[second]]), Read(Elements[first] + Elements[second]));
            }
        }
    }

    [Fact]
    public void Any_row_is_read_as_each_alone()
    {
        var alone = Elements.Select(static element => Read(element)[1..^1]).ToArray();
        var random = new Random(5);
        for (var row = 0; row < 200; row++)
        {
            var chosen = Enumerable.Range(0, 12).Select(_ => random.Next(Elements.Length)).ToArray();

            Assert.Equal(
                Together(chosen.Select(index => alone[index])),
                Read(string.Concat(chosen.Select(static index => Elements[index]))));
        }
    }

    [Theory]
    [InlineData("<v><a>1</a></v><v><a>1</b></v>")]
    [InlineData("<v><a>1</a></v><v><a>1</a>")]
    [InlineData("<v><a>1</a></v><v><a>1")]
    [InlineData("<v><a>1</a></v><v><a>1</a")]
    [InlineData("<v><a>1</a></v><v><a")]
    [InlineData("<v><a>1</a></v><v><a>&none;</a></v>")]
    public void What_is_not_well_formed_is_refused_in_the_second_too(string elements) =>
        Assert.Throws<Gateway.Common.Sources.SourceException>(() => Read(elements));

    [Fact]
    public void Deep_elements_are_refused_however_they_began()
    {
        const int depth = 200;
        var deep = string.Concat(Enumerable.Repeat("<c>", depth)) + string.Concat(Enumerable.Repeat("</c>", depth));

        Assert.Throws<Gateway.Common.Sources.SourceException>(
            () => Read(string.Create(CultureInfo.InvariantCulture, $"<v><a>1</a></v><v><a>1</a>{deep}</v>")));
    }

    /// <summary>One list; an element of another namespace is nobody's, and has given nothing alone either.</summary>
    private static string Together(IEnumerable<string> read) =>
        $"[{string.Join(',', read.Where(static one => one.Length > 0))}]";

    private static string Read(string elements) => Harness.Read(
        "{ getThing { a b c { a } e } }", SoapHarness.Envelope($"<Out xmlns='urn:t'>{elements}</Out>"));
}

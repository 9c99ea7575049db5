using Gateway.Common.Sources;
using Gateway.Common.Sources.Soap.Wire;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>What <c>@soap(faults:)</c> says of a fault, and what it cannot say.</summary>
public sealed class FaultMemberTests
{
    [Theory]
    [InlineData("Busy", "{urn:o}Busy")]
    [InlineData("Busy: Int", "{urn:o}Busy Int")]
    [InlineData("{urn:f}Busy: [Int]", "{urn:f}Busy [Int]")]
    [InlineData("{}Busy: (a: Int, @b: Int)", "{}Busy ({}a Int, @{}b Int)")]
    [InlineData("A: ({urn:f}b: (c: Int), d: [(e: Int)])", "{urn:o}A ({urn:f}b ({urn:f}c Int), {urn:o}d [({urn:o}e Int)])")]
    [InlineData("A: (@{urn:f}b: Int)", "{urn:o}A (@{urn:f}b Int)")]
    public void An_element_has_its_namespace_or_the_one_around_it(string text, string expected)
    {
        var namespaces = new NamespaceTable();
        var member = FaultMember.Parse(text, "urn:o", namespaces);

        Assert.Equal(expected, Describe(member, namespaces));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" A")]
    [InlineData("A:")]
    [InlineData("A: ")]
    [InlineData("A Int")]
    [InlineData("A: Int B")]
    [InlineData("A: [Int")]
    [InlineData("A: Int]")]
    [InlineData("A: (")]
    [InlineData("A: ()")]
    [InlineData("A: (b: Int")]
    [InlineData("A: (b: Int,)")]
    [InlineData("A: (b: Int))")]
    [InlineData("A: [(b: Int)")]
    [InlineData("{urn:f")]
    [InlineData("{urn:f}")]
    [InlineData("urn:f}A")]
    [InlineData("A: {urn:f}Int")]
    [InlineData("@")]
    [InlineData("A: (b: (c: (d: (e: (f: Int)))))")]
    public void A_malformed_text_is_refused_with_the_place(string text)
    {
        var refused = Assert.Throws<SourceException>(() => FaultMember.Parse(text, "urn:o", new NamespaceTable()));

        Assert.Equal(SourceErrorCodes.Failed, refused.Code);
        Assert.StartsWith("@soap(faults:) cannot be read at", refused.Detail, StringComparison.Ordinal);
    }

    private static string Describe(FaultMember member, NamespaceTable namespaces)
    {
        var ns = System.Text.Encoding.UTF8.GetString(namespaces[member.NamespaceId]);
        var members = string.Join(", ", member.Members.Select(inner => Describe(inner, namespaces)));
        var type = member.Scalar ?? (members.Length > 0 ? $"({members})" : "");
        type = member.IsList ? $"[{type}]" : type;
        return $"{(member.IsAttribute ? "@" : "")}{{{ns}}}{member.Name} {type}".TrimEnd();
    }
}

using System.Text;
using System.Text.Json;
using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>Members are found however many there are and whatever they are called.</summary>
public sealed class ContractNodeTests
{
    private static readonly string[] Odd = ["", "type", "x", "a\"b", "über", new('n', 200), "$ref", "a/b", "type "];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(500)]
    public void Every_member_is_found_and_no_other(int count)
    {
        var names = Odd.Concat(Enumerable.Range(0, 500).Select(static index => $"p{index}")).Take(count).ToArray();
        var json = JsonSerializer.SerializeToUtf8Bytes(names.ToDictionary(static name => name));
        var node = JsonContract.Read(json, new ContractDocument("c.json"), 10_000);
        Assert.Equal(names, node.Members.Select(static member => member.Key));
        Assert.All(names, name => Assert.Equal(name, node.FindText(name)));
        Assert.All(["typ", "yeti", "p", "P1", "nul"], name => Assert.Null(node.Find(name)));
        Assert.All(names, name => Assert.True(node.MayHaveAny(ContractNode.NameBits("absent", name))));
    }

    [Fact]
    public void Of_equal_names_the_first_counts_and_nested_members_stay_apart()
    {
        var json = Encoding.UTF8.GetBytes("""{"a":{"b":[1,{"a":2},[3]],"c":"x"},"b":[],"a":4}""");
        var node = JsonContract.Read(json, new ContractDocument("c.json"), 100);
        Assert.Equal("x", node.Find("a")!.FindText("c"));
        Assert.Equal("2", node.Find("a")!.List("b")[1].Find("a")!.Text);
        Assert.Equal("3", node.Find("a")!.List("b")[2].Items[0].Text);
        Assert.Empty(node.List("b"));
    }
}

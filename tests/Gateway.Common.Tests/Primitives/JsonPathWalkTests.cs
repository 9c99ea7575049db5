using System.Text;
using System.Text.Json;
using Gateway.Common.Primitives;

namespace Gateway.Common.Tests.Primitives;

public sealed class JsonPathWalkTests
{
    [Theory]
    [InlineData("null", "")]
    [InlineData("""{"a":null}""", "a")]
    [InlineData("""{"a":[null,{"b":null},[],{},[[null]]],"c":1,"d":null}""", "a.0|a.1.b|a.4.0.0|d")]
    [InlineData("""[1,null,{"x":[{"y":"n"}],"z":null}]""", "1|2.z")]
    [InlineData("""{"\u0061":{"b":{}},"c":null}""", "c")]
    public void Nulls_are_found_at_their_paths(string json, string paths)
    {
        var found = new List<string>();
        var walk = new JsonPathWalk(Encoding.UTF8.GetBytes(json));
        while (walk.Read())
        {
            if (walk.TokenType == JsonTokenType.Null)
            {
                Assert.Equal("null", json[walk.TokenStart..walk.TokenEnd]);
                found.Add(walk.Path);
            }
        }

        Assert.Equal(paths, string.Join('|', found));
    }
}

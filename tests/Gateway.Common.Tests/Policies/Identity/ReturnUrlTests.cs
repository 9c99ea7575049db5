using Gateway.Common.Policies.Identity;

namespace Gateway.Common.Tests.Policies.Identity;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/orders")]
    [InlineData("/orders/1?tab=lines&next=https://shop.example//x#top")]
    [InlineData("/a%20b")]
    [InlineData("/~user/a.b-c_d")]
    public void A_path_of_this_host_is_local(string url) => Assert.True(ReturnUrl.IsLocal(url));

    [Theory]
    [InlineData("")]
    [InlineData("orders")]
    [InlineData("?x")]
    [InlineData("#x")]
    [InlineData("//evil.test")]
    [InlineData("///evil.test")]
    [InlineData("/\\evil.test")]
    [InlineData("\\\\evil.test")]
    [InlineData("\\/evil.test")]
    [InlineData("/\\/evil.test")]
    [InlineData("https://evil.test")]
    [InlineData("https:evil.test")]
    [InlineData("HTTPS:/evil.test")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("/\t/evil.test")]
    [InlineData("/\n/evil.test")]
    [InlineData("/\r\nLocation: https://evil.test")]
    [InlineData("\t//evil.test")]
    [InlineData(" //evil.test")]
    [InlineData("/ /evil.test")]
    [InlineData("%09//evil.test")]
    [InlineData("/%09/evil.test")]
    [InlineData("/%0d%0aSet-Cookie:x")]
    [InlineData("/%2f/evil.test")]
    [InlineData("/%2Fevil.test")]
    [InlineData("/%5Cevil.test")]
    [InlineData("/%5c%5cevil.test")]
    [InlineData("/%252fevil.test")]
    [InlineData("/%25252fevil.test")]
    [InlineData("/%2525252525252fevil.test")]
    [InlineData("/%00")]
    [InlineData("/a\u0000b")]
    [InlineData("/a\u007fb")]
    [InlineData("/\u2028evil.test")]
    [InlineData("/\uff0fevil.test")]
    [InlineData("\u200b/evil")]
    [InlineData("@evil.test")]
    [InlineData(".evil.test")]
    [InlineData("/?x=\\")]
    public void Anything_that_a_browser_could_read_as_another_host_is_not(string url) =>
        Assert.False(ReturnUrl.IsLocal(url));

    [Fact]
    public void An_overlong_path_is_not() =>
        Assert.False(ReturnUrl.IsLocal("/" + new string('a', ReturnUrl.LengthMax)));
}

using Gateway.Common.Transport;
using Microsoft.Extensions.Primitives;

namespace Gateway.Common.Tests.Transport;

public sealed class GraphQLMediaTests
{
    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("APPLICATION/JSON; charset=UTF-8", "application/json")]
    [InlineData("application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json")]
    [InlineData("application/graphql-response+json;q=0.5, application/json", "application/json")]
    [InlineData("application/graphql-response+json, */*", "application/graphql-response+json")]
    [InlineData("text/html, */*;q=0.1", "application/json")]
    [InlineData("text/html", null)]
    [InlineData("application/json;q=0", null)]
    [InlineData("application/json;q=2", null)]
    [InlineData("application/json;charset=utf-16", null)]
    [InlineData("application/json;q=0, */*", "application/graphql-response+json")]
    [InlineData("application/json;q=0.5, */*", "application/graphql-response+json")]
    [InlineData("application/graphql-response+json;q=0, */*", "application/json")]
    [InlineData("application/*;q=0, */*", null)]
    [InlineData("*/*;q=0", null)]
    [InlineData("text/html, application/json;q=0.9, */*;q=0.8", "application/json")]
    [InlineData("application/json;x=\"a, text/html;q=0\";q=0.1", "application/json")]
    [InlineData("application/json;q=0.1234", null)]
    [InlineData("application/json;q=.5", null)]
    [InlineData("application/json;q=1.000", "application/json")]
    [InlineData("application/json;q=-1", null)]
    [InlineData("text/*", null)]
    [InlineData("", "application/json")]
    [InlineData(",,;q=", null)]
    public void The_media_type_a_client_likes_best_is_taken(string? accept, string? expected) => Assert.Equal(
        expected is null ? null : $"{expected}; charset=utf-8",
        GraphQLMedia.Negotiate(accept is null ? StringValues.Empty : accept)?.ContentType);

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("Application/JSON; charset=\"UTF-8\"", true)]
    [InlineData("application/json;charset=utf-8;x=y", true)]
    [InlineData("application/json;", true)]
    [InlineData("application/json;x=\"; charset=utf-16\"", true)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/jsonp", false)]
    [InlineData("text/plain", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("multipart/form-data; boundary=x", false)]
    [InlineData("application/graphql", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_JSON_in_UTF_8_is_a_body(string? contentType, bool expected) =>
        Assert.Equal(expected, GraphQLMedia.IsJsonBody(contentType));
}

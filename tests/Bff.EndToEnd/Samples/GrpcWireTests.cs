using System.IO.Compression;
using System.Net;
using Gateway.Testing;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Shop;
using Shop.Orders.V1;

namespace Bff.EndToEnd.Samples;

/// <summary>The framing that the gRPC samples share: what is well-formed, and what each break of it answers.</summary>
public sealed class GrpcWireTests : IAsyncLifetime
{
    private const string GetOrder = "/shop.orders.v1.OrdersService/GetOrder";

    private static readonly byte[] O1 = new GetOrderRequest { Id = "o1" }.ToByteArray();

    private Backend _backend = null!;
    private RawGrpc _grpc = null!;

    public async ValueTask InitializeAsync()
    {
        _backend = await OrdersBackend.StartAsync(new BackendOptions());
        _grpc = new RawGrpc(_backend);
    }

    public async ValueTask DisposeAsync()
    {
        _grpc.Dispose();
        await _backend.DisposeAsync();
    }

    [Fact]
    public Task A_gzip_message_is_unpacked() => CheckAsync(RawGrpc.Frame(Gzip(O1), flag: 1), "0", encoding: "gzip");

    [Fact]
    public Task Another_compression_is_UNIMPLEMENTED() => CheckAsync(RawGrpc.Frame(O1, flag: 1), "12", encoding: "snappy");

    [Fact]
    public Task A_packed_message_without_an_encoding_is_INTERNAL() => CheckAsync(RawGrpc.Frame(O1, flag: 1), "13");

    [Fact]
    public Task A_message_that_is_not_gzip_is_INTERNAL() => CheckAsync(RawGrpc.Frame(O1, flag: 1), "13", encoding: "gzip");

    [Fact]
    public Task A_message_that_grows_past_the_bound_is_RESOURCE_EXHAUSTED() =>
        CheckAsync(RawGrpc.Frame(Gzip(new byte[5 * 1024 * 1024]), flag: 1), "8", encoding: "gzip");

    [Fact]
    public Task A_declared_length_past_the_bound_is_RESOURCE_EXHAUSTED() =>
        CheckAsync([0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3], "8");

    [Fact]
    public Task A_cut_message_is_INTERNAL() => CheckAsync(RawGrpc.Frame(O1)[..^1], "13");

    [Fact]
    public Task An_empty_request_is_INTERNAL() => CheckAsync([], "13");

    [Fact]
    public Task Two_messages_are_INTERNAL() => CheckAsync([.. RawGrpc.Frame(O1), .. RawGrpc.Frame(O1)], "13");

    [Fact]
    public Task Bytes_that_are_no_such_message_are_INVALID_ARGUMENT() => CheckAsync(RawGrpc.Frame([0x0A, 0x7F]), "3");

    [Fact]
    public Task A_malformed_timeout_is_INTERNAL() => CheckAsync(RawGrpc.Frame(O1), "13", timeout: "1x");

    [Fact]
    public Task A_timeout_of_nothing_has_passed() => CheckAsync(RawGrpc.Frame(O1), "4", timeout: "0n");

    [Fact]
    public Task A_timeout_beyond_any_timer_is_none() => CheckAsync(RawGrpc.Frame(O1), "0", timeout: "99999999H");

    [Theory]
    [InlineData("/shop.orders.v1.OrdersService/Nothing")]
    [InlineData("/shop.Nobody/GetOrder")]
    public Task An_unknown_method_is_UNIMPLEMENTED(string method) => CheckAsync(RawGrpc.Frame(O1), "12", method: method);

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        using var client = new HttpClient(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_backend.Url, GetOrder))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("{}"),
        };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public void The_descriptor_sets_agree_with_what_the_backends_speak()
    {
        CheckDescriptors("orders", OrdersReflection.Descriptor);
        CheckDescriptors("inventory", Shop.Inventory.V1.InventoryReflection.Descriptor);
    }

    private static void CheckDescriptors(string name, FileDescriptor compiled)
    {
        string path = Path.Combine(SharedFiles.RepositoryRoot, "samples", "Shop", "contracts", name + ".pb");
        var set = FileDescriptorSet.Parser.ParseFrom(File.ReadAllBytes(path));
        var file = set.File.Single(candidate => candidate.Name == name + ".proto");
        Assert.NotNull(file.SourceCodeInfo);
        file.SourceCodeInfo = null;
        file.MessageType.ToList().ForEach(ClearJsonNames);
        Assert.Equal(compiled.ToProto(), file);
    }

    /// <summary>protoc fills them in only in the set; they follow from the names.</summary>
    private static void ClearJsonNames(DescriptorProto message)
    {
        message.Field.ToList().ForEach(field => field.ClearJsonName());
        message.NestedType.ToList().ForEach(ClearJsonNames);
    }

    private async Task CheckAsync(
        byte[] body, string status, string? timeout = null, string? encoding = null, string method = GetOrder)
    {
        var answer = await _grpc.CallAsync(method, body, Shop.Orders.V1.Order.Parser, timeout, encoding);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == "0" ? 1 : 0, answer.Messages.Count);
    }

    private static byte[] Gzip(byte[] message)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(message);
        return packed.ToArray();
    }
}

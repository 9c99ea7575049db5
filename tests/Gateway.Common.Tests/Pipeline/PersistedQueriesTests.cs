using System.Security.Cryptography;
using System.Text;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Tests.Execution;
using Gateway.Testing;

namespace Gateway.Common.Tests.Pipeline;

/// <summary>Automatic persisted queries: verified, bounded, with a quota for each client.</summary>
public sealed class PersistedQueriesTests
{
    private const string Query = "{ __typename }";

    private readonly ManualTimeProvider _time = new();
    private readonly StubGateway _gateway = new(("s", "type Query { a: Int }"));
    private PersistedQueries? _persisted;

    [Fact]
    public async Task A_document_runs_by_its_hash_once_it_was_sent_with_it()
    {
        Use(new PersistedQueriesOptions());

        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await SendAsync(HashOf(Query), ""));
        Assert.Null(await SendAsync(HashOf(Query), Query));
        Assert.Null(await SendAsync(HashOf(Query), ""));
    }

    [Fact]
    public async Task A_hash_of_another_document_is_refused_and_registers_nothing()
    {
        Use(new PersistedQueriesOptions());

        Assert.Equal("DOCUMENT_HASH_MISMATCH", await SendAsync(HashOf("{ a }"), Query));
        Assert.Equal("DOCUMENT_HASH_MISMATCH", await SendAsync(HashOf(Query).ToUpperInvariant(), Query));
        Assert.Equal("DOCUMENT_HASH_MISMATCH", await SendAsync("short", Query));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await SendAsync(HashOf("{ a }"), ""));
        Assert.Equal(0, _persisted!.Count);
    }

    [Fact]
    public async Task A_document_that_is_wrong_is_not_registered()
    {
        Use(new PersistedQueriesOptions());

        Assert.Equal("FIELD_UNKNOWN", await SendAsync(HashOf("{ nothing }"), "{ nothing }"));
        Assert.Equal("GRAPHQL_PARSE_FAILED", await SendAsync(HashOf("{"), "{"));
        Assert.Equal(0, _persisted!.Count);
    }

    [Fact]
    public async Task Past_its_quota_a_client_is_answered_but_not_registered()
    {
        Use(new PersistedQueriesOptions { RegistrationsMax = 2, Window = TimeSpan.FromMinutes(1) });
        for (var index = 0; index < 3; index++)
        {
            Assert.Null(await SendAsync(HashOf(Numbered(index)), Numbered(index)));
        }

        Assert.Equal(2, _persisted!.Count);
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await SendAsync(HashOf(Numbered(2)), ""));
        Assert.Null(await SendAsync(HashOf(Numbered(2)), Numbered(2), address: "10.0.0.2"));
        Assert.Equal(3, _persisted.Count);

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await SendAsync(HashOf(Numbered(3)), Numbered(3)));
        Assert.Equal(4, _persisted.Count);
    }

    [Fact]
    public async Task The_same_document_again_costs_no_quota()
    {
        Use(new PersistedQueriesOptions { RegistrationsMax = 2 });
        for (var index = 0; index < 10; index++)
        {
            Assert.Null(await SendAsync(HashOf(Query), Query));
        }

        Assert.Null(await SendAsync(HashOf(Numbered(1)), Numbered(1)));
        Assert.Equal(2, _persisted!.Count);
    }

    [Fact]
    public void However_many_are_registered_the_bounds_hold()
    {
        var options = new PersistedQueriesOptions
        {
            EntriesMax = 500,
            BytesMax = 64 * 1024,
            RegistrationsMax = 100_000,
        };
        var persisted = new PersistedQueries(options, _time);
        for (var index = 0; index < 100_000; index++)
        {
            var text = Numbered(index);
            persisted.Register($"{index}", Encoding.UTF8.GetBytes(text), "client");
        }

        Assert.InRange(persisted.Count, 1, 500);
        Assert.InRange(persisted.Bytes, 1, 64 * 1024);
    }

    [Fact]
    public async Task Without_registration_clients_are_told_so_and_text_with_its_hash_still_runs()
    {
        Assert.Equal("PERSISTED_QUERY_NOT_SUPPORTED", await SendAsync(HashOf(Query), ""));
        Assert.Null(await SendAsync(HashOf(Query), Query));
        Assert.Equal("DOCUMENT_HASH_MISMATCH", await SendAsync(HashOf("{ a }"), Query));
    }

    [Fact]
    public async Task Where_documents_are_trusted_only_the_protocol_registers_nothing()
    {
        Use(new PersistedQueriesOptions());
        _gateway.Parts = _gateway.Parts with { AllowsFreeForm = false };

        Assert.Equal("DOCUMENT_UNKNOWN", await SendAsync(HashOf(Query), Query));
        Assert.Equal("DOCUMENT_UNKNOWN", await SendAsync(HashOf(Query), ""));
        Assert.Equal(0, _persisted!.Count);
    }

    private void Use(PersistedQueriesOptions options)
    {
        _persisted = new PersistedQueries(options, _time);
        _gateway.Parts = _gateway.Parts with { PersistedQueries = _persisted };
    }

    /// <returns>The refusal's code; null when it ran.</returns>
    private async Task<string?> SendAsync(string hash, string text, string address = "10.0.0.1")
    {
        using var reply = await _gateway.SendAsync(new GatewayRequest
        {
            Caller = ClientIdentity.Anonymous,
            ClientAddress = address,
            DocumentId = hash,
            IsPersistedQuery = true,
            Document = Encoding.UTF8.GetBytes(text),
            CorrelationId = "test",
            Deadline = CallDeadline.None,
            FindHeader = static _ => null,
        });
        return reply.Kind == ReplyKind.Refused ? reply.Code : null;
    }

    private static string Numbered(int index) => $"{{ a{index}: __typename }}";

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using Gateway.Common.Language;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Soap;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>Calls over HTTP of services that others' code serves.</summary>
public sealed class RoundTripTests(NodeServer server) : IClassFixture<NodeServer>
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("{ add }", """{"intA":2,"intB":40}""", "42")]
    [InlineData("{ subtract }", """{"intA":2,"intB":40}""", "-38")]
    [InlineData("{ divide }", """{"intA":40,"intB":2}""", "20")]
    public async Task A_calculator_calculates(string selection, string arguments, string expected) =>
        Assert.Equal(expected, await CallAsync("calculator", selection, arguments));

    [Theory]
    [InlineData("{ capitalCity }", """{"sCountryISOCode":"NL"}""", "\"Amsterdam\"")]
    [InlineData(
        "{ listOfContinentsByName { tContinent { sCode sName } } }",
        "{}",
        """{"tContinent":[{"sCode":"AF","sName":"Africa"},{"sCode":"OC","sName":"A & <B>"}]}""")]
    [InlineData(
        "{ fullCountryInfo { sName sPhoneCode sCountryFlag languages { tLanguage { sName } } } }",
        """{"sCountryISOCode":"JP"}""",
        """{"sName":"Japan","sPhoneCode":"81","sCountryFlag":"","languages":{"tLanguage":[{"sName":"X"}]}}""")]
    public async Task Countries_are_described(string selection, string arguments, string expected) =>
        Assert.Equal(expected, await CallAsync("countries", selection, arguments));

    [Fact]
    public async Task A_text_of_digits_stays_as_it_is() =>
        Assert.Equal("\"00701\"", await CallAsync("bank", "{ pay }", """{"amount":"701"}"""));

    [Theory]
    [InlineData("-1")]
    [InlineData("-2")]
    [InlineData("-3")]
    public async Task A_fault_is_a_typed_error_whatever_its_status(string amount)
    {
        var error = await Assert.ThrowsAsync<SourceException>(() =>
            CallAsync("bank", "{ pay }", $$"""{"amount":"{{amount}}"}"""));

        Assert.Equal(SourceErrorCodes.InvalidArgument, error.Code);
        Assert.DoesNotContain("secret", error.ClientMessage, StringComparison.Ordinal);
    }

    private async Task<string> CallAsync(string service, string selection, string arguments)
    {
        Assert.SkipUnless(server.Address is not null, server.Reason);
        var contract = NodeServer.ContractOf(service);
        Assert.SkipUnless(contract is not null, $"The contract of {service} is absent.");
        var soap = SoapHarness.Of(await File.ReadAllTextAsync(contract, TestContext.Current.CancellationToken));
        var name = selection.Split(' ', '{', '}').First(static word => word.Length > 0);
        var operation = soap.Schema.RootType(OperationType.Query)?.Fields.Find(name) is null
            ? OperationType.Mutation
            : OperationType.Query;
        using var transport = new SourceTransport(
            new SourceTransportOptions { Name = service, Address = new Uri(server.Address, service) },
            new ResilienceOptions { TryTimeout = AnswerMax },
            TimeProvider.System);
        using var request = soap.Prepare(selection, arguments, operation);
        using var store = new ResultStore();
        var outcome = await transport.SendAsync(request, Context(store), TestContext.Current.CancellationToken);
        Assert.True(outcome.IsSuccess, outcome.IsSuccess ? "" : outcome.Failure.ToString());
        using var response = outcome.Value;
        var field = FetchFields.Of(soap.Schema, selection, operation);
        return FetchFields.Print(store, new SoapBinding().Compile(field).Read(store, response), field);
    }

    internal static FetchContext Context(ResultStore store) => new()
    {
        Store = store,
        RootRow = 0,
        IntrospectionRow = 0,
        Variables = VariableValues.Empty,
        Flags = [],
        Deadline = CallDeadline.After(TimeProvider.System, AnswerMax),
        FindClaims = static _ => [],
        FindHeader = static _ => null,
        EnforcesOwnership = false,
    };
}

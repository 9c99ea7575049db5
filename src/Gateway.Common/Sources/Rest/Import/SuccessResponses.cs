using System.Globalization;
using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>The responses of an operation that mean success, likeliest first.</summary>
/// <remarks>
/// Shape: 2xx by number, then <c>2XX</c>; <c>default</c> only where the contract names no 2xx. Source: OpenAPI 3.1
/// §4.8.16.
/// </remarks>
internal static class SuccessResponses
{
    public static IEnumerable<ContractNode> Of(ContractNode operation, ContractFiles files)
    {
        var named = operation.Map("responses")
            .Where(static response => IsSuccess(response.Key))
            .OrderBy(
                static response =>
                    int.TryParse(response.Key, CultureInfo.InvariantCulture, out var status) ? status : 300)
            .Select(static response => response.Value)
            .ToArray();
        var fallback = operation.Find("responses")?.Find("default");
        var found = named.Length == 0 && fallback is not null ? [fallback] : named;
        return found.Select(files.Resolve);
    }

    /// <summary>By status, or <c>4XX</c>, or <c>default</c>: those that do not mean success.</summary>
    public static IEnumerable<KeyValuePair<string, ContractNode>> Others(ContractNode operation)
    {
        var responses = operation.Map("responses");
        var isNamed = Array.Exists(responses, static response => IsSuccess(response.Key));
        return responses.Where(response => !IsSuccess(response.Key) && (isNamed || response.Key != "default"));
    }

    private static bool IsSuccess(string status) => status.Length == 3 && status[0] == '2';
}

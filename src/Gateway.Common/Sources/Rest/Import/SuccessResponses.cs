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
            .Where(static response => response.Key.Length == 3 && response.Key[0] == '2')
            .OrderBy(
                static response =>
                    int.TryParse(response.Key, CultureInfo.InvariantCulture, out var status) ? status : 300)
            .Select(static response => response.Value)
            .ToArray();
        var fallback = operation.Find("responses")?.Find("default");
        var found = named.Length == 0 && fallback is not null ? [fallback] : named;
        return found.Select(files.Resolve);
    }
}

using System.Text;

namespace Gateway.Common.Results;

/// <summary>
/// Whose a value must be: <c>@owner(claim: "customers")</c> on an argument,
/// <c>@owner(field: "customerId", claim: "customers")</c> on an object type.
/// </summary>
/// <remarks>
/// The argument's value, or the field's, has to be one of the caller's values of that claim. Fail closed: a missing
/// value, claim or caller owns nothing.
/// </remarks>
/// <param name="Field">Of a type: the field that names the owner; null on an argument.</param>
/// <param name="Claim">The claim's name.</param>
internal sealed record Ownership(string? Field, string Claim)
{
    public const string Code = "FORBIDDEN";

    /// <summary>SDL of the directive.</summary>
    public const string Definition =
        "directive @owner(claim: String!, field: String) on OBJECT | ARGUMENT_DEFINITION";

    private const int ValueBytesMax = 256;

    public static ResultError Denied(string coordinate) => new(Code, $"The caller may not see {coordinate}.");

    /// <param name="json">A string or number as JSON.</param>
    /// <param name="claims">The caller's values.</param>
    public static bool Holds(ReadOnlySpan<byte> json, IReadOnlyList<string> claims)
    {
        var value = json is [(byte)'"', .. var inner, (byte)'"'] ? inner : json;
        Span<byte> claim = stackalloc byte[ValueBytesMax];
        for (var index = 0; index < claims.Count; index++)
        {
            var isWhole = Encoding.UTF8.TryGetBytes(claims[index], claim, out var length);
            if (isWhole && length > 0 && value.SequenceEqual(claim[..length]))
            {
                return true;
            }
        }

        return false;
    }
}

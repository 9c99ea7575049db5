using System.Text.Json.Serialization;

namespace Shop.Accounts;

/// <summary>A customer as the contract's schema <c>Customer</c> shows it.</summary>
internal sealed record CustomerBody(
    string Id,
    string FirstName,
    string LastName,
    string Email,
    string? Phone,
    TierBody LoyaltyTier,
    IReadOnlyList<Address> Addresses,
    DateTimeOffset CreatedAt)
{
    public static CustomerBody Of(Customer customer) => new(
        customer.Id,
        customer.FirstName,
        customer.LastName,
        customer.Email,
        customer.Phone,
        (TierBody)customer.LoyaltyTier,
        customer.Addresses,
        customer.CreatedAt);
}

/// <summary><see cref="LoyaltyTier"/> with the contract's lower-case names.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TierBody>))]
internal enum TierBody
{
    [JsonStringEnumMemberName("bronze")]
    Bronze = LoyaltyTier.Bronze,

    [JsonStringEnumMemberName("silver")]
    Silver = LoyaltyTier.Silver,

    [JsonStringEnumMemberName("gold")]
    Gold = LoyaltyTier.Gold,
}

using System.Text.Json;

namespace Shop.Accounts;

/// <summary>What a PATCH changes: an absent field stays, <c>phone: null</c> takes the number away.</summary>
internal readonly record struct CustomerChange(string? Email, bool ChangesPhone, string? Phone)
{
    public const int EmailCharsMax = 254;
    public const int PhoneCharsMax = 30;

    public static bool TryRead(JsonElement body, out CustomerChange change, out string error)
    {
        change = default;
        error = "The body must be an object with 'email' or 'phone'.";
        if (body.ValueKind != JsonValueKind.Object) return false;
        foreach (JsonProperty field in body.EnumerateObject())
        {
            string? text = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString() : null;
            switch (field.Name)
            {
                case "email" when text is not null && IsEmail(text):
                    change = change with { Email = text };
                    break;
                case "phone" when field.Value.ValueKind == JsonValueKind.Null || (text is not null && IsPhone(text)):
                    change = change with { ChangesPhone = true, Phone = text };
                    break;
                default:
                    error = field.Name is "email" or "phone"
                        ? $"'{field.Name}' is not well formed."
                        : "Only 'email' and 'phone' can be changed.";
                    return false;
            }
        }

        return change != default;
    }

    public CustomerBody ApplyTo(CustomerBody customer) => customer with
    {
        Email = Email ?? customer.Email,
        Phone = ChangesPhone ? Phone : customer.Phone,
    };

    private static bool IsEmail(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        return text.Length <= EmailCharsMax
            && at > 0
            && at == text.LastIndexOf('@')
            && at < text.Length - 1
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
    }

    private static bool IsPhone(string text) =>
        text.Length is >= 5 and <= PhoneCharsMax
        && text.TrimStart('+').All(c => char.IsAsciiDigit(c) || c == ' ');
}

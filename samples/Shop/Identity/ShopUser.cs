namespace Shop.Identity;

/// <summary>Somebody who can log in: one of the two test users.</summary>
internal sealed record ShopUser(string Username, string Password, Customer Customer)
{
    private static readonly ShopUser[] Users =
    [
        new("alice", "alice-password", ShopData.Customers[0]),
        new("bob", "bob-password", ShopData.Customers[1]),
    ];

    /// <summary>The <c>sub</c> of this user's tokens.</summary>
    public string Subject => Customer.Id;

    public static ShopUser? Find(string? username) => Users.FirstOrDefault(user => user.Username == username);

    public static ShopUser? BySubject(string? subject) => Users.FirstOrDefault(user => user.Subject == subject);

    /// <summary>The user, if name and password are right; takes as long for an unknown name.</summary>
    public static ShopUser? LogIn(string? username, string? password)
    {
        ShopUser? user = Find(username);
        bool right = Secrets.AreEqual(user?.Password ?? "", password ?? "");
        return right ? user : null;
    }
}

namespace Shop;

/// <summary>The words that names and texts of <see cref="ShopData"/> are made of.</summary>
internal static class ShopWords
{
    public static readonly (string Id, string Name, string[] Nouns)[] Categories =
    [
        ("kitchen", "Kitchen", ["Kettle", "Saucepan", "Cutting Board", "Whisk", "Teapot"]),
        ("garden", "Garden", ["Trowel", "Watering Can", "Rake", "Planter", "Secateurs"]),
        ("office", "Office", ["Notebook", "Desk Lamp", "Stapler", "Pen Tray", "Chair Mat"]),
        ("outdoor", "Outdoor", ["Tent", "Backpack", "Water Bottle", "Lantern", "Hammock"]),
        ("audio", "Audio", ["Headphones", "Loudspeaker", "Turntable", "Microphone", "Radio"]),
        ("toys", "Toys", ["Puzzle", "Kite", "Building Set", "Marble Run", "Train"]),
        ("textiles", "Textiles", ["Blanket", "Cushion", "Towel", "Curtain", "Rug"]),
        ("tools", "Tools", ["Hammer", "Screwdriver", "Spirit Level", "Hand Saw", "Clamp"]),
        ("sports", "Sports", ["Yoga Mat", "Skipping Rope", "Dumbbell", "Badminton Set", "Cycling Helmet"]),
        ("travel", "Travel", ["Suitcase", "Neck Pillow", "Wash Bag", "Passport Case", "Luggage Scale"]),
    ];

    public static readonly string[] Adjectives =
    [
        "Classic", "Compact", "Sturdy", "Light", "Nordic", "Handmade", "Foldable", "Everyday", "Vintage", "Slim",
        "Quiet", "Bright", "Natural", "Rugged", "Soft", "Modern", "Little", "Grand", "Coastal", "Alpine",
    ];

    public static readonly string[] Tags =
        ["new", "bestseller", "gift", "recycled", "limited", "family", "premium", "outlet"];

    public static readonly string[] FirstNames =
    [
        "Alice", "Bob", "Clara", "David", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas",
        "Katja", "Liam", "Mira", "Noah", "Olga", "Pavel", "Quinn", "Rosa", "Samir", "Tilda",
    ];

    public static readonly string[] LastNames =
    [
        "Andersen", "Bauer", "Costa", "Dubois", "Eriksen", "Fischer", "Garcia", "Horvat", "Ivanova", "Jansen",
    ];

    public static readonly (string Street, string City, string PostalCode, string Country)[] Places =
    [
        ("Mill Lane", "Dublin", "D02 X285", "IE"),
        ("Lindenallee", "Leipzig", "04109", "DE"),
        ("Rue des Fleurs", "Lyon", "69002", "FR"),
        ("Calle del Sol", "Valencia", "46001", "ES"),
        ("Via Verdi", "Bologna", "40121", "IT"),
        ("Kerkstraat", "Utrecht", "3511 AB", "NL"),
        ("Rua Nova", "Porto", "4000-012", "PT"),
    ];

    // Index = rating - 1.
    public static readonly (string Title, string Body)[] Opinions =
    [
        ("Sent it back", "It broke within a week and did not look like the picture."),
        ("Not for me", "It works, but I had hoped for better finishing at this price."),
        ("Does its job", "Neither good nor bad: it does what it should."),
        ("Happy with it", "Well made and quickly delivered, only the box was too large."),
        ("Would buy again", "Just right. I use it every day and have ordered a second one."),
    ];
}

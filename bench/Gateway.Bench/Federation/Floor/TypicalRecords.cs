using System.Text.Json.Serialization;

namespace Gateway.Bench.Federation.Floor;

/// <summary>A body of GraphQL over HTTP.</summary>
internal sealed record Ask(string Query, object? Variables = null);

/// <summary>What a subgraph says.</summary>
internal sealed record Answer<T>(T Data);

internal sealed record UsersData(List<UserDto> Users);

internal sealed record MeData(UserDto Me);

internal sealed record UserData(UserDto User);

internal sealed record TopProductsData(List<ProductDto> TopProducts);

internal sealed record EntitiesData<T>([property: JsonPropertyName("_entities")] List<T> Entities);

internal sealed record UserDto(string Id, string? Username, string? Name, List<ReviewDto>? Reviews);

internal sealed record ReviewDto(string Id, string? Body, UserDto? Author, ProductDto? Product);

internal sealed record ProductDto(
    string Upc,
    string? Name,
    int? Price,
    int? Weight,
    bool? InStock,
    int? ShippingEstimate,
    List<ReviewDto>? Reviews);

/// <summary>What the reviews subgraph says of a user or a product.</summary>
internal sealed record ReviewedDto(List<ReviewDto>? Reviews);

/// <summary>What reviews are joined with: the parts of products and users that other subgraphs know.</summary>
internal sealed record Joined(Dictionary<string, ProductDto> Products, Dictionary<string, string?> Names);

/// <summary>An object of a wide subgraph.</summary>
internal sealed record WideDto(
    string? Field01, string? Field02, string? Field03, string? Field04, string? Field05,
    string? Field06, string? Field07, string? Field08, string? Field09, string? Field10,
    string? Field11, string? Field12, string? Field13, string? Field14, string? Field15,
    string? Field16, string? Field17, string? Field18, string? Field19, string? Field20,
    string? Field21, string? Field22, string? Field23, string? Field24, string? Field25);

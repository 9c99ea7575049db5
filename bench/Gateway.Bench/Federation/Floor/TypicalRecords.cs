using System.Text.Json.Serialization;

namespace Gateway.Bench.Federation.Floor;

/// <summary>A body of GraphQL over HTTP.</summary>
internal sealed record Ask(string Query, object? Variables = null);

/// <summary>What a subgraph says.</summary>
internal sealed record Answer<T>(T Data);

internal sealed record UsersData(List<UserDto> Users);

internal sealed record MeData(UserDto Me);

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

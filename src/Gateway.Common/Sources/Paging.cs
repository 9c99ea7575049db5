using Gateway.Common.Schema;

namespace Gateway.Common.Sources;

/// <summary>How a source cuts what it lists.</summary>
internal enum PagingStyle
{
    /// <summary>By the number of a page.</summary>
    Page,

    /// <summary>By how many items are passed over.</summary>
    Offset,

    /// <summary>By a word that the answer gives.</summary>
    Cursor,

    /// <summary>By the address in the answer's <c>Link</c> header, of which one parameter is taken: RFC 8288.</summary>
    Link,
}

/// <summary>A bound field that gives a list page by page, as an overlay declared with <c>@paging</c>.</summary>
/// <remarks>
/// The field has the arguments <c>first</c> and <c>after</c>, which are the source's own under other names, and is a
/// list or a connection: an object of <c>nodes</c>, <c>edges</c>, <c>pageInfo</c> and <c>totalCount</c>.
/// Source: Relay's GraphQL Cursor Connections.
/// </remarks>
internal sealed record Paging
{
    /// <summary>SDL of the directive; <c>type</c> is filled in where the overlay is applied.</summary>
    public const string Definition =
        "directive @paging(style: PagingStyle!, size: String, position: String, items: String, total: String,"
        + " next: String, start: Int, sizeDefault: Int = 20, sizeMax: Int = 100, type: String) on FIELD_DEFINITION";

    public const string First = "first";
    public const string After = "after";
    public const string Nodes = "nodes";
    public const string Edges = "edges";
    public const string Node = "node";
    public const string Cursor = "cursor";
    public const string PageInfo = "pageInfo";
    public const string TotalCount = "totalCount";
    public const string HasNextPage = "hasNextPage";
    public const string EndCursor = "endCursor";

    public const int SizeDefault = 20;
    public const int SizeMaxDefault = 100;

    public required PagingStyle Style { get; init; }

    /// <summary>The answer's type in the source's schema, an object.</summary>
    public required string Type { get; init; }

    /// <summary>Its field that holds the list.</summary>
    public required string Items { get; init; }

    /// <summary>Its field that says how many there are on all pages, or null.</summary>
    public string? Total { get; init; }

    /// <summary>Of cursors: its field that holds the next one.</summary>
    public string? Next { get; init; }

    /// <summary>Of pages: the first one's number.</summary>
    public int Start { get; init; }

    public int Size { get; init; } = SizeDefault;

    public int SizeMax { get; init; } = SizeMaxDefault;

    /// <summary>Wire name of the argument <c>after</c>, for links.</summary>
    public string? Parameter { get; init; }

    /// <exception cref="SourceException">The directive is not whole; overlays are checked before.</exception>
    public static Paging? Find(FieldDefinition field)
    {
        if (field.FindDirective("paging"u8) is not { } directive)
        {
            return null;
        }

        return Enum.TryParse<PagingStyle>(directive.FindWord("style"u8), ignoreCase: true, out var style)
            && directive.FindString("type"u8) is { } type
            && directive.FindString("items"u8) is { } items
            ? new Paging
            {
                Style = style,
                Type = type,
                Items = items,
                Total = directive.FindString("total"u8),
                Next = directive.FindString("next"u8),
                Start = directive.FindInt("start"u8) ?? (style == PagingStyle.Page ? 1 : 0),
                Size = directive.FindInt("sizeDefault"u8) ?? SizeDefault,
                SizeMax = directive.FindInt("sizeMax"u8) ?? SizeMaxDefault,
                Parameter = field.Arguments.Find(After) is { } after ? WireName.Of(after) : null,
            }
            : throw new SourceException(
                SourceErrorCodes.Failed,
                $"{field.Coordinate}: @paging needs a style, the answer's type and its items.");
    }
}

using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Shop.Rest;

/// <summary>Reads the query parameters that the REST backends share; <c>error</c> says which one is wrong.</summary>
internal static class Query
{
    public const int PageMax = 10_000;
    public const int PageSizeMax = 100;
    public const int PageSizeDefault = 20;
    public const int IdsMax = 100;

    public static bool TryReadPage(HttpRequest request, out Page page, out string error)
    {
        page = default;
        if (!TryReadNumber(request, "page", 1, PageMax, out int number, out error)) return false;
        if (!TryReadNumber(request, "page_size", PageSizeDefault, PageSizeMax, out int size, out error)) return false;
        page = new Page(number, size);
        return true;
    }

    public static bool TryReadIds(HttpRequest request, out string[] ids, out string error)
    {
        StringValues values = request.Query["ids"];
        ids = [.. values.OfType<string>().Distinct(StringComparer.Ordinal)];
        error = $"'ids' must be given 1 to {IdsMax} times.";
        return ids.Length > 0 && values.Count <= IdsMax;
    }

    private static bool TryReadNumber(
        HttpRequest request, string name, int fallback, int max, out int number, out string error)
    {
        StringValues values = request.Query[name];
        number = fallback;
        error = $"'{name}' must be a number from 1 to {max}.";
        if (values.Count == 0) return true;
        return int.TryParse(values, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number >= 1
            && number <= max;
    }
}

/// <summary>Which part of a list is asked for; pages count from 1.</summary>
internal readonly record struct Page(int Number, int Size)
{
    public PageBody<T> Of<T>(IReadOnlyCollection<T> all) =>
        new([.. all.Skip((Number - 1) * Size).Take(Size)], Number, Size, all.Count);
}

internal sealed record PageBody<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total);

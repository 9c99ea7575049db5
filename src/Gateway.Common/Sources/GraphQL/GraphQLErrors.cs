using System.Text;
using System.Text.Json;
using Gateway.Common.Planning;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>Puts a source's errors at the nulls that they explain.</summary>
/// <remarks>
/// Shape: an error's path is walked through the selection to a row's slot; the deepest null on the way gets the error,
/// so that the
/// client's path, aliases and indexes included, is right without translating it. Errors without such a place become
/// request errors.
/// Bound: <see cref="ErrorsMax"/> for each answer.
/// </remarks>
internal readonly ref struct GraphQLErrors(GraphQLFetch fetch, KeyBatch?[] batches, FetchContext context)
{
    public const int ErrorsMax = 200;

    /// <param name="errors">One whole JSON value, as <see cref="JsonCursor"/> takes it.</param>
    public void Place(ReadOnlySpan<byte> errors)
    {
        var reader = new Utf8JsonReader(errors, new JsonReaderOptions { MaxDepth = JsonCursor.DepthMax + 1 });
        var count = 0;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Add(null, null);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && count++ < ErrorsMax)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                PlaceOne(ref reader);
            }
            else
            {
                reader.Skip();
                Add(null, null);
            }
        }
    }

    private void PlaceOne(ref Utf8JsonReader reader)
    {
        string? message = null;
        List<object>? path = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("message"u8) && reader.TokenType == JsonTokenType.String)
            {
                message = TextOf(in reader);
            }
            else if (name.SequenceEqual("path"u8) && reader.TokenType == JsonTokenType.StartArray)
            {
                path = ReadPath(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        Add(message, path);
    }

    private void Add(string? message, List<object>? path)
    {
        var error = context.Store.AddError(SourceErrors.Failed(fetch.Source, message));
        if (path is not { Count: > 0 } || !TryPlace(path, error))
        {
            context.Store.AddRequestError(error.ErrorIndex);
        }
    }

    /// <summary>As it stands in the text: escapes are kept, since half a surrogate has no text.</summary>
    private static string TextOf(in Utf8JsonReader reader) => Encoding.UTF8.GetString(reader.ValueSpan);

    /// <summary>Names and indexes; what is neither becomes a name that no field has.</summary>
    private static List<object> ReadPath(ref Utf8JsonReader reader)
    {
        var path = new List<object>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var isIndex = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out _);
            path.Add(isIndex ? reader.GetInt32() : reader.TokenType == JsonTokenType.String ? TextOf(in reader) : "");
            reader.Skip();
        }

        return path;
    }

    private bool TryPlace(List<object> path, Cell error)
    {
        for (var part = 0; part < fetch.Fetch.Parts.Count; part++)
        {
            var selection = fetch.Fetch.Parts[part].Selection;
            if (batches[part] is not { } keys || fetch.Fetch.Parts[part].Lookup is null)
            {
                return TryPlaceInRow(selection, batches[part]?.Row(0) ?? context.RootRow, path, 0, error);
            }

            if (path[0] is not string name || fetch.Text.Aliases[part] is not { } alias)
            {
                continue;
            }

            if (fetch.Text.Lookups[part] is not null
                && KeyedLookup.NumberOf(Encoding.UTF8.GetBytes(name), alias) is >= 0 and var key)
            {
                return TryPlaceInEntity(selection, keys, key, path, 1, error);
            }

            if (name == alias)
            {
                return TryPlaceInEntities(selection, keys, path, error);
            }
        }

        return false;
    }

    private bool TryPlaceInEntities(FetchSelection selection, KeyBatch keys, List<object> path, Cell error)
    {
        if (path.Count == 1)
        {
            keys.MarkAll(context.Store, error);
            return true;
        }

        return path[1] is int key && TryPlaceInEntity(selection, keys, key, path, 2, error);
    }

    private bool TryPlaceInEntity(
        FetchSelection selection, KeyBatch keys, int key, List<object> path, int step, Cell error)
    {
        if (key < 0 || key >= keys.Count)
        {
            return false;
        }

        return path.Count > step
            ? TryPlaceInRow(selection, keys.Row(key), path, step, error)
            : keys.Mark(context.Store, key, error);
    }

    private bool TryPlaceInRow(FetchSelection selection, int row, List<object> path, int step, Cell error)
    {
        var store = context.Store;
        foreach (var plan in selection.Rows)
        {
            if (plan.Shape.Type.Index != store.TypeOf(row))
            {
                continue;
            }

            for (var index = 0; index < selection.Fields.Count; index++)
            {
                var field = selection.Fields[index];
                if (plan.Slots[index] >= 0 && path[step] is string name && field.ResponseName == name)
                {
                    var (cell, isPlaced) = PlaceInCell(
                        field, store.Slot(row, plan.Slots[index]), path, step + 1, error);
                    store.Slot(row, plan.Slots[index]) = cell;
                    return isPlaced;
                }
            }
        }

        return false;
    }

    private (Cell Cell, bool IsPlaced) PlaceInCell(FetchField field, Cell cell, List<object> path, int step, Cell error)
    {
        if (cell.IsAbsent)
        {
            return (cell.Kind == CellKind.Error ? cell : error, true);
        }

        if (step >= path.Count)
        {
            return (cell, false);
        }

        if (cell.Kind == CellKind.List && path[step] is int index && index >= 0 && index < cell.Count)
        {
            var (element, isPlaced) = PlaceInCell(field, context.Store.Elements(cell)[index], path, step + 1, error);
            context.Store.Elements(cell)[index] = element;
            return (cell, isPlaced);
        }

        return (cell, cell.Kind == CellKind.Object
            && field.Selection is { } selection
            && TryPlaceInRow(selection, cell.Row, path, step, error));
    }
}

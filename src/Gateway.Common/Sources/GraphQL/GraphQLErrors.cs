using System.Text;
using System.Text.Json;
using Gateway.Common.Planning;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>Puts a source's errors at the nulls that they explain.</summary>
/// <remarks>
/// Shape: an error's path is walked through the selection to a row's slot; the deepest null on the way gets the error,
/// with the rest of the path, so that the client's path, aliases and indexes included, is right. Errors without such a
/// place become request errors.
/// Bound: <see cref="ErrorsMax"/> for each answer.
/// </remarks>
/// <param name="fetch">What was asked.</param>
/// <param name="batches">The keys of each part.</param>
/// <param name="groups">The keys by alias, where there are aliases.</param>
/// <param name="set">The set of variables that the answer is about; <see cref="AllSets"/> for all there is.</param>
/// <param name="context">The request's store.</param>
internal sealed class GraphQLErrors(
    GraphQLFetch fetch, KeyBatch?[] batches, KeyGroups?[] groups, int set, FetchContext context)
{
    public const int AllSets = -1;

    public const int ErrorsMax = 200;

    /// <summary>Entities that an error was placed in.</summary>
    private readonly HashSet<(int Part, int Key)> _told = [];

    /// <summary>The group of keys that an alias is about: the answer to a set of variables has one alias.</summary>
    public static int GroupOf(int alias, int set) => set == AllSets ? alias : alias == 0 ? set : -1;

    /// <param name="errors">One whole JSON value, as <see cref="JsonCursor"/> takes it.</param>
    public void Place(ReadOnlySpan<byte> errors)
    {
        foreach (var (message, path) in Read(errors))
        {
            if (path is not { Count: > 0 } || !TryPlace(path, message))
            {
                context.Store.AddRequestError(Make(message, []).ErrorIndex);
            }
        }
    }

    /// <summary>Puts the errors of an answer whose data they took: what none of them is about is lost too.</summary>
    /// <param name="errors">As above.</param>
    /// <param name="detail">What the source said, cut to a length fit for a log.</param>
    public void PlaceLost(ReadOnlySpan<byte> errors, string detail)
    {
        for (var part = 0; part < batches.Length; part++)
        {
            foreach (var key in KeysOf(part))
            {
                batches[part]!.MarkAbsent(context.Store, key);
            }
        }

        var isRoot = fetch.Fetch.Parts is [{ Lookup: null }];
        var isPlaced = false;
        foreach (var (message, path) in Read(errors))
        {
            isPlaced |= path is { Count: > 0 } && (isRoot
                ? TryPlaceInLost(fetch.Fetch.Parts[0], batches[0]?.Row(0) ?? context.RootRow, path, 0, message)
                : TryPlace(path, message));
        }

        if (!isRoot || !isPlaced)
        {
            MarkRest(Make(detail, []));
        }
    }

    private IEnumerable<int> KeysOf(int part) => set == AllSets
        ? Enumerable.Range(0, batches[part]?.Count ?? 0)
        : set >= groups[part]!.Count ? []
        : Enumerable.Range(0, groups[part]!.Size(set)).Select(index => groups[part]!.Key(set, index));

    private void MarkRest(Cell error)
    {
        for (var part = 0; part < batches.Length; part++)
        {
            if (batches[part] is not { } keys)
            {
                PartRows.Mark(context.Store, fetch.Fetch.Parts[part], context.RootRow, error);
                continue;
            }

            foreach (var key in KeysOf(part))
            {
                if (!_told.Contains((part, key)))
                {
                    keys.Mark(context.Store, key, error);
                }
            }
        }
    }

    private static List<(string? Message, List<object>? Path)> Read(ReadOnlySpan<byte> errors)
    {
        var read = new List<(string?, List<object>?)>();
        var reader = new Utf8JsonReader(errors, new JsonReaderOptions { MaxDepth = JsonCursor.DepthMax + 1 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [(null, null)];
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && read.Count < ErrorsMax)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                read.Add(ReadOne(ref reader));
            }
            else
            {
                reader.Skip();
                read.Add((null, null));
            }
        }

        return read;
    }

    private static (string? Message, List<object>? Path) ReadOne(ref Utf8JsonReader reader)
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

        return (message, path);
    }

    private Cell Make(string? message, ErrorStep[] below, bool isOfObject = false) =>
        context.Store.AddError(
            SourceErrors.Failed(fetch.Source, message) with { Below = below, IsOfObject = isOfObject });

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

    private bool TryPlace(List<object> path, string? message)
    {
        for (var part = 0; part < fetch.Fetch.Parts.Count; part++)
        {
            var selection = fetch.Fetch.Parts[part].Selection;
            if (batches[part] is not { } keys || fetch.Fetch.Parts[part].Lookup is null)
            {
                return TryPlaceInRow(selection, batches[part]?.Row(0) ?? context.RootRow, path, 0, message);
            }

            if (path[0] is not string name || fetch.Text.Parts[part].Alias is not { } alias)
            {
                continue;
            }

            if (fetch.Text.Parts[part].Lookup is { } lookup)
            {
                var group = GroupOf(KeyedLookup.NumberOf(Encoding.UTF8.GetBytes(name), alias), set);
                if (group >= 0)
                {
                    return group < groups[part]!.Count && (lookup.IsOfMany
                        ? TryPlaceInGroup(part, keys, group, path, message)
                        : TryPlaceInEntity(part, keys, groups[part]!.Key(group, 0), path, 1, message));
                }
            }
            else if (name == alias)
            {
                return TryPlaceInEntities(part, keys, path, message);
            }
        }

        return false;
    }

    private bool TryPlaceInEntities(int part, KeyBatch keys, List<object> path, string? message)
    {
        if (path.Count == 1)
        {
            keys.MarkAll(context.Store, Make(message, []));
            return true;
        }

        return path[1] is int key && TryPlaceInEntity(part, keys, key, path, 2, message);
    }

    private bool TryPlaceInGroup(int part, KeyBatch keys, int group, List<object> path, string? message)
    {
        var members = groups[part]!;
        if (path.Count > 1)
        {
            return path[1] is int index && index >= 0 && index < members.Size(group)
                && TryPlaceInEntity(part, keys, members.Key(group, index), path, 2, message);
        }

        var error = Make(message, []);
        for (var index = 0; index < members.Size(group); index++)
        {
            keys.Mark(context.Store, members.Key(group, index), error);
            _told.Add((part, members.Key(group, index)));
        }

        return true;
    }

    private bool TryPlaceInEntity(int part, KeyBatch keys, int key, List<object> path, int step, string? message)
    {
        if (key < 0 || key >= keys.Count)
        {
            return false;
        }

        _told.Add((part, key));
        if (path.Count == step)
        {
            return keys.Mark(context.Store, key, Make(message, []));
        }

        return keys.IsAbsent(key)
            ? TryPlaceInLost(fetch.Fetch.Parts[part], keys.Row(key), path, step, message)
            : TryPlaceInRow(fetch.Fetch.Parts[part].Selection, keys.Row(key), path, step, message);
    }

    /// <summary>An error below an object that is null as a whole: all that was lost has it.</summary>
    private bool TryPlaceInLost(FetchPart part, int row, List<object> path, int step, string? message)
    {
        var below = ErrorTail.Of(part.Selection, path, step);
        var plan = Array.Find(part.Selection.Rows, known => known.Shape.Type.Index == context.Store.TypeOf(row));
        if (plan is not null && plan.Slots.Length > part.Selection.Fields.Count)
        {
            // Of what type the object is was lost too: that slot stands for the object itself.
            context.Store.Slot(row, plan.Slots[^1]) = Make(message, below);
        }

        return PartRows.Mark(context.Store, part, row, Make(message, below, isOfObject: true)) || plan is not null;
    }

    private bool TryPlaceInRow(FetchSelection selection, int row, List<object> path, int step, string? message)
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
                        field, store.Slot(row, plan.Slots[index]), path, step + 1, message);
                    store.Slot(row, plan.Slots[index]) = cell;
                    return isPlaced;
                }
            }
        }

        return false;
    }

    private (Cell Cell, bool IsPlaced) PlaceInCell(
        FetchField field, Cell cell, List<object> path, int step, string? message)
    {
        if (cell.IsAbsent)
        {
            return (cell.Kind == CellKind.Error ? cell : Make(message, ErrorTail.Of(field, path, step)), true);
        }

        if (step >= path.Count)
        {
            return (cell, false);
        }

        if (cell.Kind == CellKind.List && path[step] is int index && index >= 0 && index < cell.Count)
        {
            var (element, isPlaced) = PlaceInCell(field, context.Store.Elements(cell)[index], path, step + 1, message);
            context.Store.Elements(cell)[index] = element;
            return (cell, isPlaced);
        }

        return (cell, cell.Kind == CellKind.Object
            && field.Selection is { } selection
            && TryPlaceInRow(selection, cell.Row, path, step, message));
    }
}

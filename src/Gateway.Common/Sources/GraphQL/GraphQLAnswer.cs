using System.Text;
using System.Text.Unicode;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>Reads a GraphQL response into rows.</summary>
/// <remarks>Source: GraphQL §7 Response; GraphQL over HTTP §6.</remarks>
/// <param name="fetch">What was asked.</param>
/// <param name="batches">The keys of each part.</param>
/// <param name="groups">The keys by alias, where there are aliases.</param>
/// <param name="sets">Where groups of keys were sets of variables, each of which has a response of its own.</param>
/// <param name="context">The request's store.</param>
internal readonly ref struct GraphQLAnswer(
    GraphQLFetch fetch, KeyBatch?[] batches, KeyGroups?[] groups, VariableSets? sets, FetchContext context)
{
    /// <returns>Why nothing can be read; null when the rows are filled.</returns>
    public ResultError? Read(SourceResponse response)
    {
        if (response.MediaType is not ("application/json" or "application/graphql-response+json"))
        {
            return SourceErrors.Invalid(
                fetch.Source, $"status {response.Status}, content type {response.MediaType ?? "none"}");
        }

        if (!Utf8.IsValid(response.Body))
        {
            return SourceErrors.Invalid(fetch.Source, "not UTF-8");
        }

        var body = response.Body;
        var reader = new JsonRowReader(context.Store, context.Store.AddBuffer(response.Detach()), body);
        try
        {
            return sets is not null
                ? ReadSets(ref reader, response.Status)
                : ReadResponse(ref reader, response.Status, GraphQLErrors.AllSets);
        }
        catch (MalformedJsonException malformed)
        {
            return SourceErrors.Invalid(fetch.Source, malformed.Message);
        }
    }

    /// <remarks>
    /// Fail closed: responses belong to sets of variables by their place, so a list of another length says of none
    /// whose it is.
    /// </remarks>
    private ResultError? ReadSets(ref JsonRowReader reader, int status)
    {
        var asked = sets!.Count;
        var count = 0;
        try
        {
            reader.Cursor.Expect((byte)'[');
            if (!reader.Cursor.TryTake((byte)']'))
            {
                do
                {
                    ReadSetOrSkip(ref reader, status, count < asked ? count : asked, asked);
                    count++;
                }
                while (reader.Cursor.TryTake((byte)','));
                reader.Cursor.Expect((byte)']');
            }

            reader.Cursor.ExpectEnd();
        }
        catch (MalformedJsonException malformed)
        {
            RefuseSets(malformed.Message);
            throw;
        }

        if (count != asked)
        {
            RefuseSets($"{count} responses for {asked} sets of variables");
        }

        MarkUnasked();
        return null;
    }

    private void ReadSetOrSkip(ref JsonRowReader reader, int status, int set, int asked)
    {
        if (set == asked)
        {
            reader.Cursor.TakeValue();
        }
        else if (ReadResponse(ref reader, status, set) is { } error)
        {
            var cell = context.Store.AddError(error);
            for (var part = 0; part < batches.Length; part++)
            {
                for (var index = 0; sets!.Has(part, set) && index < groups[part]!.Size(set); index++)
                {
                    batches[part]!.Mark(context.Store, groups[part]!.Key(set, index), cell);
                }
            }
        }
    }

    private void RefuseSets(string detail)
    {
        for (var part = 0; part < batches.Length; part++)
        {
            Refuse(part, batches[part]!, GraphQLErrors.AllSets, detail);
        }
    }

    /// <param name="reader">At the response.</param>
    /// <param name="status">Of HTTP.</param>
    /// <param name="set">The set of variables that it answers; <see cref="GraphQLErrors.AllSets"/> for all there is.
    /// </param>
    private ResultError? ReadResponse(ref JsonRowReader reader, int status, int set)
    {
        var hasData = false;
        var errors = ReadOnlySpan<byte>.Empty;
        reader.Cursor.Expect((byte)'{');
        if (!reader.Cursor.TryTake((byte)'}'))
        {
            do
            {
                var name = reader.Cursor.TakeString();
                reader.Cursor.Expect((byte)':');
                if (name.SequenceEqual("\"data\""u8) && reader.Cursor.Peek() == '{')
                {
                    hasData = true;
                    ReadData(ref reader, set);
                }
                else if (name.SequenceEqual("\"errors\""u8))
                {
                    errors = reader.Cursor.TakeValue();
                }
                else
                {
                    reader.Cursor.TakeValue();
                }
            }
            while (reader.Cursor.TryTake((byte)','));
            reader.Cursor.Expect((byte)'}');
        }

        if (sets is null)
        {
            reader.Cursor.ExpectEnd();
        }

        var reported = errors.IsEmpty || errors.SequenceEqual("[]"u8) || errors.SequenceEqual("null"u8)
            ? null
            : ErrorDetail(errors);
        if (reported is null)
        {
            return hasData
                ? null
                : SourceErrors.Invalid(fetch.Source, $"status {status} and neither data nor errors");
        }

        var placed = new GraphQLErrors(fetch, batches, groups, set, context);
        if (hasData)
        {
            placed.Place(errors);
        }
        else
        {
            placed.PlaceLost(errors, reported);
        }

        return null;
    }

    private void ReadData(ref JsonRowReader reader, int set)
    {
        if (fetch.Fetch.Parts is [{ Lookup: null }])
        {
            // Below the root too a root type has no key: all its objects there are one.
            reader.ReadObject(fetch.Plans[0], batches[0]?.Row(0) ?? context.RootRow, fetch.Source);
            return;
        }

        reader.Cursor.Expect((byte)'{');
        do
        {
            var name = reader.Cursor.TakeString()[1..^1];
            reader.Cursor.Expect((byte)':');
            ReadPart(ref reader, name, set);
        }
        while (reader.Cursor.TryTake((byte)','));
        reader.Cursor.Expect((byte)'}');
        if (sets is null)
        {
            MarkUnasked();
        }
    }

    private void ReadPart(ref JsonRowReader reader, ReadOnlySpan<byte> name, int set)
    {
        var part = FindPart(name, out var alias);
        var group = GraphQLErrors.GroupOf(alias, set);
        var lookup = part < 0 ? null : fetch.Text.Parts[part].Lookup;
        var isAsked = part >= 0
            && (lookup is null ? group < 0 : group >= 0 && group < groups[part]!.Count);
        if (isAsked && lookup is { IsOfMany: false })
        {
            ReadEntity(ref reader, part, batches[part]!, groups[part]!.Key(group, 0));
        }
        else if (isAsked && reader.Cursor.Peek() == '[')
        {
            ReadEntities(ref reader, part, batches[part]!, group);
        }
        else
        {
            reader.Cursor.TakeValue();
        }
    }

    private void ReadEntity(ref JsonRowReader reader, int part, KeyBatch keys, int key)
    {
        var entity = reader.ReadObject(fetch.Plans[part], keys.Row(key), fetch.Source);
        if (entity.Kind == CellKind.Null)
        {
            keys.MarkAbsent(context.Store, key);
        }
        else if (entity.Kind != CellKind.Object)
        {
            keys.Mark(context.Store, key, entity);
        }
    }

    /// <summary>Entities past the bound on aliases were not asked for.</summary>
    private void MarkUnasked()
    {
        for (var part = 0; part < groups.Length; part++)
        {
            for (var group = KeyedLookup.KeysMax; group < (groups[part]?.Count ?? 0); group++)
            {
                MarkTooMany(batches[part]!, groups[part]!, group);
            }
        }
    }

    private void MarkTooMany(KeyBatch keys, KeyGroups unasked, int group)
    {
        for (var index = 0; index < unasked.Size(group); index++)
        {
            keys.Mark(
                context.Store,
                unasked.Key(group, index),
                context.Store.AddError(SourceErrors.TooMany(fetch.Source)));
        }
    }

    /// <remarks>
    /// Fail closed: entities are matched by position, so a list of another length than that of the keys says of none
    /// of its entities whose it is, and a list that breaks off may have had any length.
    /// </remarks>
    /// <param name="reader">At the list.</param>
    /// <param name="part">The part.</param>
    /// <param name="keys">The part's.</param>
    /// <param name="group">The group of keys that was asked for; -1 for all.</param>
    private void ReadEntities(ref JsonRowReader reader, int part, KeyBatch keys, int group)
    {
        var asked = group < 0 ? keys.Count : groups[part]!.Size(group);
        var count = 0;
        try
        {
            reader.Cursor.Expect((byte)'[');
            if (!reader.Cursor.TryTake((byte)']'))
            {
                do
                {
                    ReadEntityOrSkip(
                        ref reader, part, keys, count < asked ? KeyOf(part, group, count) : keys.Count);
                    count++;
                }
                while (reader.Cursor.TryTake((byte)','));
                reader.Cursor.Expect((byte)']');
            }
        }
        catch (MalformedJsonException malformed)
        {
            Refuse(part, keys, group, malformed.Message);
            throw;
        }

        if (count != asked)
        {
            Refuse(part, keys, group, $"{count} entities for {asked} keys");
        }
    }

    private int KeyOf(int part, int group, int index) => group < 0 ? index : groups[part]!.Key(group, index);

    private void ReadEntityOrSkip(ref JsonRowReader reader, int part, KeyBatch keys, int key)
    {
        if (key < keys.Count)
        {
            ReadEntity(ref reader, part, keys, key);
        }
        else
        {
            reader.Cursor.TakeValue();
        }
    }

    private void Refuse(int part, KeyBatch keys, int group, string detail)
    {
        var error = context.Store.AddError(SourceErrors.Invalid(fetch.Source, detail));
        for (var index = 0; index < (group < 0 ? keys.Count : groups[part]!.Size(group)); index++)
        {
            keys.Refuse(context.Store, KeyOf(part, group, index), error);
        }

        keys.Distribute(context.Store);
    }

    /// <param name="name">Of a member of the answer's data.</param>
    /// <param name="key">The key that it answers; -1 where it answers all of the part's.</param>
    private int FindPart(ReadOnlySpan<byte> name, out int key)
    {
        key = -1;
        for (var part = 0; part < fetch.Text.Parts.Length; part++)
        {
            if (fetch.Text.Parts[part].Alias is not { } alias)
            {
                continue;
            }

            if (fetch.Text.Parts[part].Lookup is null ? Ascii.Equals(name, alias) : TryNumber(name, alias, out key))
            {
                return part;
            }
        }

        return -1;
    }

    private static bool TryNumber(ReadOnlySpan<byte> name, string alias, out int key)
    {
        key = KeyedLookup.NumberOf(name, alias);
        return key >= 0;
    }

    /// <summary>What the source said, cut to a length fit for a log.</summary>
    private static string ErrorDetail(ReadOnlySpan<byte> errors)
    {
        const int DetailBytesMax = 2048;
        return Encoding.UTF8.GetString(errors[..Math.Min(errors.Length, DetailBytesMax)]);
    }
}

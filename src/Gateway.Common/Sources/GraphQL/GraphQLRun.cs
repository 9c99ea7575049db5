using System.Buffers;
using System.Text;
using System.Text.Json;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>One call of a GraphQL source.</summary>
internal sealed class GraphQLRun : FetchRun
{
    /// <summary>Stands for a group of which nothing is asked.</summary>
    private const int None = -1;

    private readonly GraphQLFetch _fetch;
    private readonly FetchContext _context;
    private readonly KeyBatch?[] _batches;
    private readonly KeyGroups?[] _groups;
    private readonly VariableSets? _sets;
    private readonly SourceRequest _request;
    private bool _hasMember;
    private ResultError? _refused;

    public GraphQLRun(GraphQLFetch fetch, FetchContext context, KeyBatch?[] batches)
    {
        _fetch = fetch;
        _context = context;
        _batches = batches;
        _groups = Group(fetch, batches);
        // The places of files are told of one set of variables.
        _sets = context.Files is null ? VariableSets.Of(fetch, _groups) : null;
        _request = new SourceRequest
        {
            Method = HttpMethod.Post,
            ContentType = "application/json",
            Accept = "application/graphql-response+json, application/json;q=0.9",
            IsIdempotent = fetch.Fetch.Operation == Language.OperationType.Query,
            ReadsServerErrors = true,
            ExpectedBytes = fetch.AnswerBytes,
        };
        WriteBody();
        if (MultipartForm.Of(_request.Body.Span, context.Files) is { } form)
        {
            // Sources refuse forms that a page of another site could send just as they are.
            _request.Form = form;
            _request.Headers.Add(new("GraphQL-Require-Preflight", "1"));
            _request.Headers.Add(new("Apollo-Require-Preflight", "true"));
        }
    }

    private static KeyGroups?[] Group(GraphQLFetch fetch, KeyBatch?[] batches)
    {
        if (!fetch.Text.IsKeyed)
        {
            return [];
        }

        var groups = new KeyGroups?[batches.Length];
        for (var part = 0; part < groups.Length; part++)
        {
            groups[part] = fetch.Text.Parts[part].Lookup?.Group(batches[part]!);
        }

        return groups;
    }

    protected override ValueTask<CallOutcome<SourceResponse>> CallAsync(CancellationToken cancellationToken) =>
        _refused is not null
            ? default
            : _context.SendAsync(_fetch.Sender, _request, _fetch.Fetch.MayRepeat, cancellationToken);

    public override void Apply(FetchContext context)
    {
        if (_refused is { } refused)
        {
            Fail(context, refused);
            return;
        }

        if (!Outcome.IsSuccess)
        {
            Fail(context, SourceErrors.Of(_fetch.Source, Outcome.Failure));
            return;
        }

        _fetch.AnswerBytes = Outcome.Value.Body.Length;
        var known = context.Store.Errors.Count;
        if (new GraphQLAnswer(_fetch, _batches, _groups, _sets, context).Read(Outcome.Value) is { } error)
        {
            var isTold = context.Store.Errors.Count > known;
            if (!TryMark(context, error, out var index) && !isTold)
            {
                // All was whole before the answer broke off: it stays, and the error is the request's.
                context.Store.AddRequestError(index);
            }

            return;
        }

        foreach (var batch in _batches)
        {
            batch?.Distribute(context.Store);
        }
    }

    public override void Fail(FetchContext context, ResultError error) => TryMark(context, error, out _);

    /// <summary>Puts an error wherever nothing was read.</summary>
    /// <returns>Whether there was such a place.</returns>
    private bool TryMark(FetchContext context, ResultError error, out int index)
    {
        var cell = context.Store.AddError(error);
        index = cell.ErrorIndex;
        var isMarked = false;
        for (var part = 0; part < _batches.Length; part++)
        {
            isMarked |= _batches[part] is { } batch
                ? batch.MarkAll(context.Store, cell)
                : PartRows.Mark(context.Store, _fetch.Fetch.Parts[part], context.RootRow, cell);
        }

        return isMarked;
    }

    public override void Dispose()
    {
        _request.Dispose();
        base.Dispose();
        foreach (var batch in _batches)
        {
            batch?.Dispose();
        }
    }

    private void WriteBody()
    {
        var text = _fetch.Text;
        _request.Write(text.Start);
        WriteDefinitions(text);
        WriteKeyed(text, static (lookup, request, key, isOptional) =>
        {
            lookup.Definitions.Write(request, key);
            request.Write(isOptional ? lookup.OptionalDefinition : []);
        });
        _request.Write(text.Middle);
        WriteKeyed(text, static (lookup, request, key, isOptional) =>
            (isOptional ? lookup.OptionalField! : lookup.Field).Write(request, key));
        WriteEnd(text);
        if (_sets is { } sets)
        {
            WriteSets(text, sets);
        }
        else
        {
            WriteVariables(text, ",\"variables\":{"u8);
        }

        _request.Write("}"u8);
    }

    /// <summary>The operation stands there once, with a set of variables for each alias that it would have.</summary>
    private void WriteSets(OperationText text, VariableSets sets)
    {
        _request.Write(",\"variables\":["u8);
        for (var set = 0; set < sets.Count; set++)
        {
            _request.Write(set > 0 ? ",{"u8 : "{"u8);
            _hasMember = false;
            for (var part = 0; part < text.Parts.Length; part++)
            {
                WriteOfSet(part, text.Parts[part].Lookup!, set, sets);
            }

            WriteShared(text, []);
            _request.Write("}"u8);
        }

        _request.Write("]"u8);
    }

    /// <summary>A variable has a value of its type in each set, also where nothing is asked by it.</summary>
    private void WriteOfSet(int part, KeyedLookup lookup, int set, VariableSets sets)
    {
        var has = sets.Has(part, set);
        if (has || sets.IsOptional(part))
        {
            WriteGroupValues(part, lookup, has ? set : None, number: 0, []);
        }

        if (sets.IsOptional(part))
        {
            StartMember([]);
            _request.Write(lookup.OptionalName);
            _request.Write(has ? "true"u8 : "false"u8);
        }
    }

    /// <param name="open">Written before the first member; nothing is where there is none.</param>
    private void WriteVariables(OperationText text, ReadOnlySpan<byte> open)
    {
        for (var part = 0; part < _batches.Length; part++)
        {
            if (text.Parts[part].KeyName is { } name)
            {
                StartMember(open);
                WriteKeys(name, _batches[part]!);
            }
            else if (text.Parts[part].Lookup is { } lookup)
            {
                for (var group = 0; group < Math.Min(_groups[part]!.Count, KeyedLookup.KeysMax); group++)
                {
                    WriteGroupValues(part, lookup, group, group, open);
                }
            }
        }

        WriteShared(text, open);
        _request.Write(_hasMember ? "}"u8 : []);
    }

    /// <summary>What does not depend on the entities.</summary>
    private void WriteShared(OperationText text, ReadOnlySpan<byte> open)
    {
        foreach (var variable in text.Variables)
        {
            if (IsUsed(variable.Lookups) && _context.Variables.TryGet(variable.Index, out var json))
            {
                StartMember(open);
                _request.Write(variable.Json);
                _request.Write(json);
            }
        }

        foreach (var claim in text.Claims)
        {
            if (IsUsed(claim.Lookups))
            {
                StartMember(open);
                _request.Write(claim.Json);
                WriteClaim(claim.Claim);
            }
        }
    }

    private void StartMember(ReadOnlySpan<byte> open)
    {
        _request.Write(_hasMember ? ","u8 : open);
        _hasMember = true;
    }

    /// <summary>A source refuses variables and fragments that its operation does not use.</summary>
    private bool IsUsed(int[]? lookups)
    {
        foreach (var part in lookups ?? [])
        {
            if (_batches[part]!.Count > 0)
            {
                return true;
            }
        }

        return lookups is null;
    }

    private void WriteDefinitions(OperationText text)
    {
        foreach (var variable in text.Variables)
        {
            _request.Write(variable.Lookups is not null && IsUsed(variable.Lookups) ? variable.Definition : []);
        }

        foreach (var claim in text.Claims)
        {
            _request.Write(claim.Lookups is not null && IsUsed(claim.Lookups) ? claim.Definition : []);
        }
    }

    private void WriteEnd(OperationText text)
    {
        _request.Write(text.End.AsSpan(0, text.End.Length - 1));
        for (var part = 0; part < _batches.Length; part++)
        {
            _request.Write(text.Parts[part].Lookup is { } lookup && _batches[part]!.Count > 0 ? lookup.Fragment : []);
        }

        _request.Write("\""u8);
    }

    private void WriteKeyed(OperationText text, Action<KeyedLookup, SourceRequest, int, bool> write)
    {
        if (!text.IsKeyed)
        {
            return;
        }

        for (var part = 0; part < _batches.Length; part++)
        {
            if (text.Parts[part].Lookup is { } lookup)
            {
                var aliases = Math.Min(_groups[part]!.Count, _sets is null ? KeyedLookup.KeysMax : 1);
                for (var group = 0; group < aliases; group++)
                {
                    write(lookup, _request, group, _sets?.IsOptional(part) == true);
                }
            }
        }
    }

    /// <param name="part">The part.</param>
    /// <param name="lookup">How it is asked.</param>
    /// <param name="group">Whose values; <see cref="None"/> for values that nothing is asked by.</param>
    /// <param name="number">Of the alias, as it stands in the variables' names.</param>
    /// <param name="open">See <see cref="WriteVariables"/>.</param>
    private void WriteGroupValues(int part, KeyedLookup lookup, int group, int number, ReadOnlySpan<byte> open)
    {
        var groups = _groups[part]!;
        for (var value = 0; value < lookup.Names.Count; value++)
        {
            StartMember(open);
            lookup.Names[value].Write(_request, number);
            if (!lookup.IsOfMany || value > 0)
            {
                _request.Write(_batches[part]!.Value(groups.Key(Math.Max(group, 0), 0), value));
            }
            else if (group == None)
            {
                _request.Write("[]"u8);
            }
            else
            {
                WriteGroup(_batches[part]!, groups, group);
            }
        }
    }

    private void WriteGroup(KeyBatch keys, KeyGroups groups, int group)
    {
        _request.Write("["u8);
        for (var index = 0; index < groups.Size(group); index++)
        {
            _request.Write(index > 0 ? ","u8 : []);
            _request.Write(keys.Value(groups.Key(group, index), 0));
        }

        _request.Write("]"u8);
    }

    /// <remarks>Fail closed: without the claim there is no call, so a call never runs for nobody's data.</remarks>
    private void WriteClaim(string claim)
    {
        var values = _context.FindClaims(claim);
        if (values.Count != 1)
        {
            _refused = SourceErrors.NoCaller(_fetch.Source, $"claim {claim} has {values.Count} values");
            return;
        }

        _request.Write("\""u8);
        _request.Write(JsonEncodedText.Encode(values[0]).EncodedUtf8Bytes);
        _request.Write("\""u8);
    }

    private void WriteKeys(string name, KeyBatch keys)
    {
        _request.Write("\""u8);
        _request.Advance(Encoding.ASCII.GetBytes(name, _request.GetSpan(name.Length)));
        _request.Write("\":["u8);
        for (var key = 0; key < keys.Count; key++)
        {
            if (key > 0)
            {
                _request.Write(","u8);
            }

            _request.Write(keys.Value(key, 0));
        }

        _request.Write("]"u8);
    }
}

using Gateway.Common.Schema;

namespace Gateway.Common.Results;

/// <summary>What is written of a row: the client's fields in the client's order, for one object type.</summary>
/// <param name="Fields">In the client's order.</param>
/// <param name="Guard">What has to hold before anything of the row is shown; null for types that anybody may
/// see.</param>
/// <param name="TypeSlot">Of rows whose type nobody told though the answer may depend on it: why; else -1.</param>
internal sealed record ResponseSelection(ResponseField[] Fields, OwnerGuard? Guard = null, int TypeSlot = -1)
{
    /// <summary>The answer depends on the type when all conditions of one alternative hold.</summary>
    public FetchCondition[][] TypeUses { get; init; } = [];

    /// <summary>The field with that slot key; null where clients did not ask for it.</summary>
    public ResponseField? FindField(string key, ReadOnlySpan<bool> flags)
    {
        foreach (var field in Fields)
        {
            if (field.Key == key && field.IsShown(flags))
            {
                return field;
            }
        }

        return null;
    }
}


/// <param name="Slot">The slot that names the owner.</param>
/// <param name="Claim">The claim of which it has to be a value.</param>
/// <param name="Coordinate">For the error.</param>
internal sealed record OwnerGuard(int Slot, string Claim, string Coordinate);

/// <summary>What is written at a place where objects stand, by the row's object type.</summary>
internal sealed class ResponsePosition
{
    // One type only is the rule: it has no table.
    private Dictionary<int, ResponseSelection>? _byType;
    private ResponseSelection? _last;
    private int _lastType = -1;

    public void Add(int typeId, ResponseSelection selection)
    {
        if (_last is not null)
        {
            _byType ??= new() { [_lastType] = _last };
            _byType.Add(typeId, selection);
        }

        (_last, _lastType) = (selection, typeId);
    }

    /// <summary>
    /// The field with the step's slot key that clients asked of most of its types: nobody knows which of them the
    /// object was, and of one type the same value may also be asked under other names. Null where none was asked for.
    /// </summary>
    public (ResponseSelection Owner, ResponseField Field)? FindField(ErrorStep step, ReadOnlySpan<bool> flags)
    {
        (ResponseSelection, ResponseField)? found = null;
        var most = 0;
        foreach (var type in step.Types)
        {
            if (Find(type) is not { } selection)
            {
                continue;
            }

            foreach (var field in selection.Fields)
            {
                var count = field.Key == step.Key && field.IsShown(flags) ? CountOf(field, step.Types, flags) : 0;
                (found, most) = count > most ? ((selection, field), count) : (found, most);
            }

            if (found is not null)
            {
                break;
            }
        }

        return found;
    }

    private int CountOf(ResponseField like, IReadOnlyList<int> types, ReadOnlySpan<bool> flags)
    {
        var count = 0;
        foreach (var type in types)
        {
            foreach (var field in Find(type)?.Fields ?? [])
            {
                var isSame = field.Key == like.Key && field.Json.AsSpan().SequenceEqual(like.Json);
                count += isSame && field.IsShown(flags) ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>Null for a type that clients may not see.</summary>
    public ResponseSelection? Find(int typeId) =>
        typeId == _lastType ? _last : _byType?.GetValueOrDefault(typeId);
}

/// <summary>One response name and where its value comes from.</summary>
/// <remarks>Shape: a field of a fragment that is spread at several places may be the same object in each.</remarks>
internal sealed class ResponseField
{
    /// <summary><c>"name":</c>, or for <c>__typename</c> the name and the value.</summary>
    public required byte[] Json { get; init; }

    /// <summary>The slot's key: the field's name, with its arguments where it has any.</summary>
    public string Key { get; init; } = "";

    /// <summary>The row's slot; -1 when <see cref="Json"/> is all there is to write.</summary>
    public required int Slot { get; init; }

    /// <summary>Whether the slot is of the one row that holds what the gateway answers of its own schema.</summary>
    public bool IsIntrospection { get; init; }

    public required ResponseType Type { get; init; }

    /// <summary>Null for leaf fields.</summary>
    public ResponsePosition? Children { get; init; }

    /// <summary>Of an enum of which sources have values that clients may not see: those that they may.</summary>
    public MemberMap<EnumValueDefinition>? EnumValues { get; init; }

    /// <summary>When it stands here; null: always.</summary>
    public ShownWhen? Shown { get; init; }

    /// <summary>For errors: <c>Type.field</c>.</summary>
    public required string Coordinate { get; init; }

    /// <summary>
    /// For errors: where the client asked for it, in bytes of the document; -1 where <see cref="Places"/> say.
    /// </summary>
    public int Offset { get; init; } = -1;

    /// <summary>For errors: where the client asked for it, if at several places or on conditions.</summary>
    public ResponsePlace[] Places { get; init; } = [];

    /// <param name="flags">For each of the operation's variables whether it is <c>true</c>.</param>
    public bool IsShown(ReadOnlySpan<bool> flags) => Shown is null || Shown.Holds(flags);
}

/// <summary>When a field stands at a place in the answer.</summary>
/// <param name="Conditions">When all of one alternative hold; empty: always.</param>
/// <param name="Unless">
/// Not when all of one alternative hold: it stood earlier; empty: it never did.
/// </param>
internal sealed record ShownWhen(FetchCondition[][] Conditions, FetchCondition[][] Unless)
{
    /// <param name="flags">For each of the operation's variables whether it is <c>true</c>.</param>
    public bool Holds(ReadOnlySpan<bool> flags) =>
        FetchCondition.AnyHolds(Conditions, flags)
        && (Unless.Length == 0 || !FetchCondition.AnyHolds(Unless, flags));
}

/// <summary>One occurrence of a field in the client's document.</summary>
/// <param name="Offset">In bytes.</param>
/// <param name="Conditions">It counts only where all hold.</param>
internal readonly record struct ResponsePlace(int Offset, FetchCondition[] Conditions);

using Gateway.Common.Primitives;

namespace Gateway.Common.Results;

/// <summary>Writes the answer's data in one pass, and collects errors with the client's paths on the way.</summary>
/// <remarks>
/// Source: GraphQL §6.4.4 Handling Execution Errors. A null where none may stand cuts the output back to the nearest
/// place where it may. Shape: <c>data</c> into the output, error objects (comma-separated) into a buffer of the
/// writer's own. Writers are pooled; disposing one gives it back.
/// </remarks>
internal sealed class ResponseWriter : IDisposable
{
    /// <summary>
    /// Errors written of one answer; past them only the first of each field and code: a field may be null in a
    /// thousand places, but never without a word.
    /// </summary>
    public const int ErrorsMax = 100;

    private const string TypeNameCoordinate = "__typename";

    private readonly ResponsePath _path = new();
    private readonly PooledBytes _errors = new();

    private ResultStore _store = null!;
    private PooledBytes _output = null!;
    private bool[] _flags = [];
    private Func<string, IReadOnlyList<string>>? _claims;
    private Func<int, (int Line, int Column)> _locate = null!;
    private int _introspectionRow;
    private (int Visit, ResponseSelection? Selection) _object;
    private int _visits;
    private HashSet<(int Error, int Visit)>? _told;
    private HashSet<(ResponseSelection? Owner, ResponseField? Field, string Code)>? _failed;

    private ResponseWriter()
    {
    }

    public int ErrorCount { get; private set; }

    /// <summary>Error objects with commas between them.</summary>
    public ReadOnlySpan<byte> Errors => _errors.Span;

    /// <param name="store">What the sources answered.</param>
    /// <param name="output">Receives the data.</param>
    /// <param name="flags">For each of the operation's variables whether it is <c>true</c>.</param>
    /// <param name="claims">The caller's; null where ownership is not held.</param>
    /// <param name="locate">Line and column of an offset in the client's document.</param>
    public static ResponseWriter Rent(
        ResultStore store,
        PooledBytes output,
        bool[] flags,
        Func<string, IReadOnlyList<string>>? claims,
        Func<int, (int Line, int Column)> locate)
    {
        var writer = Magazines<ResponseWriter>.TryTake() ?? new ResponseWriter();
        writer._store = store;
        writer._output = output;
        writer._flags = flags;
        writer._claims = claims;
        writer._locate = locate;
        return writer;
    }

    /// <summary>Forgets the request, and lets another have the writer.</summary>
    public void Dispose()
    {
        _store = null!;
        _output = null!;
        _flags = [];
        _claims = null;
        _locate = null!;
        _object = default;
        _visits = 0;
        _told = null;
        _failed = null;
        ErrorCount = 0;
        _path.Clear();
        _errors.Dispose();
        Magazines<ResponseWriter>.Put(this);
    }

    /// <summary>Writes a root row, or <c>null</c> where an error took everything.</summary>
    /// <param name="rootRow">The root.</param>
    /// <param name="introspectionRow">Holds the values of fields that say so.</param>
    /// <param name="selection">What is written of the root.</param>
    public void WriteData(int rootRow, int introspectionRow, ResponseSelection selection)
    {
        _introspectionRow = introspectionRow;
        var start = _output.Length;
        if (!WriteFields(rootRow, selection, null))
        {
            _output.Truncate(start);
            _output.Write("null"u8);
        }
    }

    /// <summary>Adds the errors that belong to no place in the data.</summary>
    public void AddRequestErrors()
    {
        foreach (var index in _store.RequestErrors)
        {
            AddError(_store.Errors[index], null, null);
        }
    }

    /// <param name="row">The object.</param>
    /// <param name="selection">What is written of it.</param>
    /// <param name="parent">The field that it is the value of; null for the root.</param>
    private bool WriteFields(int row, ResponseSelection selection, ResponseField? parent)
    {
        if (selection.Guard is { } guard && _claims is not null && !Owns(row, guard))
        {
            AddError(Ownership.Denied(guard.Coordinate), _path, parent);
            return false;
        }

        if (selection.TypeSlot >= 0 && FetchCondition.AnyHolds(selection.TypeUses, _flags))
        {
            AddReason(_store.Slot(row, selection.TypeSlot), TypeNameCoordinate, isNonNull: true, parent);
            return false;
        }

        var outer = _object;
        _object = (++_visits, selection);
        var isWritten = WriteMembers(row, selection);
        _object = outer;
        return isWritten;
    }

    private bool WriteMembers(int row, ResponseSelection selection)
    {
        _output.Write((byte)'{');
        var isFirst = true;
        foreach (var field in selection.Fields)
        {
            if (field.Shown is { } shown && !shown.Holds(_flags))
            {
                continue;
            }

            if (!isFirst)
            {
                _output.Write((byte)',');
            }

            isFirst = false;
            _output.Write(field.Json);
            if (field.Slot < 0)
            {
                continue;
            }

            _path.Push(field.Json);
            var holder = field.IsIntrospection ? _introspectionRow : row;
            var isWritten = WriteValue(_store.Slot(holder, field.Slot), field.Type, field);
            _path.Pop();
            if (!isWritten)
            {
                return false;
            }
        }

        _output.Write((byte)'}');
        return true;
    }

    private bool Owns(int row, OwnerGuard guard)
    {
        var owner = _store.Slot(row, guard.Slot);
        return owner.Kind == CellKind.Value && Ownership.Holds(_store.Bytes(owner), _claims!(guard.Claim));
    }

    /// <returns>False when null stands where it may not: the parent has to be null instead.</returns>
    private bool WriteValue(Cell cell, ResponseType type, ResponseField field)
    {
        switch (cell.Kind)
        {
            case CellKind.Value when field.EnumValues is { } values
                && !values.TryFind(_store.Bytes(cell)[1..^1], out _):
                return WriteHidden(type, field);
            case CellKind.Value:
                _output.Write(_store.Bytes(cell));
                return true;
            case CellKind.Object:
                return field.Children?.Find(_store.TypeOf(cell.Row)) is { } selection
                    ? WriteRow(cell.Row, type, selection, field)
                    : WriteHidden(type, field);
            case CellKind.List:
                return WriteList(cell, type, field);
            default:
                return WriteAbsent(cell, type, field);
        }
    }

    private bool WriteRow(int row, ResponseType type, ResponseSelection selection, ResponseField field)
    {
        var start = _output.Length;
        return WriteFields(row, selection, field) || WriteNull(type, start);
    }

    private bool WriteList(Cell list, ResponseType type, ResponseField field)
    {
        var start = _output.Length;
        return WriteElements(list, type, field) || WriteNull(type, start);
    }

    /// <summary>Takes back what was written from <paramref name="start"/> on.</summary>
    private bool WriteNull(ResponseType type, int start)
    {
        if (type.IsNonNull)
        {
            return false;
        }

        _output.Truncate(start);
        _output.Write("null"u8);
        return true;
    }

    /// <summary>A type or enum value that is no part of what clients see: null in its place, and the reason.</summary>
    private bool WriteHidden(ResponseType type, ResponseField field)
    {
        AddError(ResultErrors.WrongType(field.Coordinate), _path, field);
        return WriteNull(type, _output.Length);
    }

    private bool WriteElements(Cell list, ResponseType type, ResponseField field)
    {
        var element = type.Element!;
        _output.Write((byte)'[');
        for (var index = 0; index < list.Count; index++)
        {
            if (index > 0)
            {
                _output.Write((byte)',');
            }

            _path.Push(index);
            var isWritten = WriteValue(_store.Elements(list)[index], element, field);
            _path.Pop();
            if (!isWritten)
            {
                return false;
            }
        }

        _output.Write((byte)']');
        return true;
    }

    private bool WriteAbsent(Cell cell, ResponseType type, ResponseField field)
    {
        AddReason(cell, field.Coordinate, type.IsNonNull, field);
        return WriteNull(type, _output.Length);
    }

    private void AddReason(Cell cell, string coordinate, bool isNonNull, ResponseField? field)
    {
        switch (cell.Kind)
        {
            case CellKind.Error:
                AddErrorAt(cell.ErrorIndex, field);
                break;
            case CellKind.Missing:
                AddError(ResultErrors.Missing(coordinate), _path, field);
                break;
            default:
                if (isNonNull)
                {
                    AddError(ResultErrors.NullForNonNull(coordinate), _path, field);
                }

                break;
        }
    }

    /// <summary>
    /// An error that took more than its own field stands where it happened, as far as the client asked that far.
    /// </summary>
    /// <remarks>Source: GraphQL §6.4.4, §7.1.2: the path is that of the field that failed.</remarks>
    private void AddErrorAt(int index, ResponseField? field)
    {
        var error = _store.Errors[index];
        if (!error.IsOfObject)
        {
            AddErrorBelow(error, error.Below, field);
            return;
        }

        if (!(_told ??= []).Add((index, _object.Visit)))
        {
            return;
        }

        if (field is null || error.Below is not [{ Key: { } key }, .. var below]
            || _object.Selection!.FindField(key, _flags) is not { } failed)
        {
            AddErrorBelow(error, [], field);
            return;
        }

        _path.Pop();
        _path.Push(failed.Json);
        AddErrorBelow(error, below, failed);
        _path.Pop();
        _path.Push(field.Json);
    }

    private void AddErrorBelow(ResultError error, ErrorStep[] below, ResponseField? field)
    {
        var owner = _object.Selection;
        var pushed = 0;
        foreach (var step in below)
        {
            if (step.Key is null)
            {
                _path.Push(step.Index);
            }
            else if (field?.Children?.FindField(step, _flags) is { } child)
            {
                (owner, field) = child;
                _path.Push(field.Json);
            }
            else
            {
                break;
            }

            pushed++;
        }

        AddError(error, _path, field, owner);
        for (; pushed > 0; pushed--)
        {
            _path.Pop();
        }
    }

    private void AddError(ResultError error, ResponsePath? path, ResponseField? field) =>
        AddError(error, path, field, _object.Selection);

    /// <param name="error">The error.</param>
    /// <param name="path">Null for an error of the whole request.</param>
    /// <param name="field">Null for none.</param>
    /// <param name="owner">The selection that has the field: of leaf fields several may.</param>
    private void AddError(ResultError error, ResponsePath? path, ResponseField? field, ResponseSelection? owner)
    {
        var isOfOwner = field is { Children: null };
        var isFirst = (_failed ??= []).Add((isOfOwner ? owner : null, field, error.Code));
        if (++ErrorCount > ErrorsMax && !isFirst)
        {
            return;
        }

        if (ErrorCount > 1)
        {
            _errors.Write((byte)',');
        }

        ResultErrors.Write(error, LocationsOf(field), path, _errors);
    }

    private List<(int Line, int Column)> LocationsOf(ResponseField? field)
    {
        var locations = new List<(int Line, int Column)>();
        if (field is { Offset: >= 0 })
        {
            locations.Add(_locate(field.Offset));
        }

        foreach (var place in field?.Places ?? [])
        {
            if (FetchCondition.AllHold(place.Conditions, _flags))
            {
                locations.Add(_locate(place.Offset));
            }
        }

        return locations;
    }
}

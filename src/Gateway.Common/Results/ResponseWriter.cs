using Gateway.Common.Primitives;

namespace Gateway.Common.Results;

/// <summary>Writes the answer's data in one pass, and collects errors with the client's paths on the way.</summary>
/// <remarks>
/// Source: GraphQL §6.4.4 Handling Execution Errors. A null where none may stand cuts the output back to the nearest
/// place where it may. Shape: <c>data</c> into one buffer, error objects (comma-separated) into another.
/// </remarks>
internal sealed class ResponseWriter(
    ResultStore store,
    PooledBytes output,
    PooledBytes errors,
    bool[] flags,
    Func<string, IReadOnlyList<string>>? claims,
    Func<int, (int Line, int Column)> locate)
{
    /// <summary>
    /// Errors written of one answer; past them only the first of each field and code: a field may be null in a
    /// thousand places, but never without a word.
    /// </summary>
    public const int ErrorsMax = 100;

    private const string TypeNameCoordinate = "__typename";

    private readonly ResponsePath _path = new();

    private int _introspectionRow;
    private (int Visit, ResponseSelection? Selection) _object;
    private int _visits;
    private HashSet<(int Error, int Visit)>? _told;
    private HashSet<(ResponseSelection? Owner, ResponseField? Field, string Code)>? _failed;

    public int ErrorCount { get; private set; }

    /// <summary>Writes a root row, or <c>null</c> where an error took everything.</summary>
    /// <param name="rootRow">The root.</param>
    /// <param name="introspectionRow">Holds the values of fields that say so.</param>
    /// <param name="selection">What is written of the root.</param>
    public void WriteData(int rootRow, int introspectionRow, ResponseSelection selection)
    {
        _introspectionRow = introspectionRow;
        var start = output.Length;
        if (!WriteFields(rootRow, selection, null))
        {
            output.Truncate(start);
            output.Write("null"u8);
        }
    }

    /// <summary>Adds the errors that belong to no place in the data.</summary>
    public void AddRequestErrors()
    {
        foreach (var index in store.RequestErrors)
        {
            AddError(store.Errors[index], null, null);
        }
    }

    /// <param name="row">The object.</param>
    /// <param name="selection">What is written of it.</param>
    /// <param name="parent">The field that it is the value of; null for the root.</param>
    private bool WriteFields(int row, ResponseSelection selection, ResponseField? parent)
    {
        if (selection.Guard is { } guard && claims is not null && !Owns(row, guard))
        {
            AddError(Ownership.Denied(guard.Coordinate), _path, parent);
            return false;
        }

        if (selection.TypeSlot >= 0 && FetchCondition.AnyHolds(selection.TypeUses, flags))
        {
            AddReason(store.Slot(row, selection.TypeSlot), TypeNameCoordinate, isNonNull: true, parent);
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
        output.Write((byte)'{');
        var isFirst = true;
        foreach (var field in selection.Fields)
        {
            if (field.Shown is { } shown && !shown.Holds(flags))
            {
                continue;
            }

            if (!isFirst)
            {
                output.Write((byte)',');
            }

            isFirst = false;
            output.Write(field.Json);
            if (field.Slot < 0)
            {
                continue;
            }

            _path.Push(field.Json);
            var holder = field.IsIntrospection ? _introspectionRow : row;
            var isWritten = WriteValue(store.Slot(holder, field.Slot), field.Type, field);
            _path.Pop();
            if (!isWritten)
            {
                return false;
            }
        }

        output.Write((byte)'}');
        return true;
    }

    private bool Owns(int row, OwnerGuard guard)
    {
        var owner = store.Slot(row, guard.Slot);
        return owner.Kind == CellKind.Value && Ownership.Holds(store.Bytes(owner), claims!(guard.Claim));
    }

    /// <returns>False when null stands where it may not: the parent has to be null instead.</returns>
    private bool WriteValue(Cell cell, ResponseType type, ResponseField field)
    {
        switch (cell.Kind)
        {
            case CellKind.Value when field.EnumValues is { } values
                && !values.TryFind(store.Bytes(cell)[1..^1], out _):
                return WriteHidden(type, field);
            case CellKind.Value:
                output.Write(store.Bytes(cell));
                return true;
            case CellKind.Object:
                return field.Children?.Find(store.TypeOf(cell.Row)) is { } selection
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
        var start = output.Length;
        return WriteFields(row, selection, field) || WriteNull(type, start);
    }

    private bool WriteList(Cell list, ResponseType type, ResponseField field)
    {
        var start = output.Length;
        return WriteElements(list, type, field) || WriteNull(type, start);
    }

    /// <summary>Takes back what was written from <paramref name="start"/> on.</summary>
    private bool WriteNull(ResponseType type, int start)
    {
        if (type.IsNonNull)
        {
            return false;
        }

        output.Truncate(start);
        output.Write("null"u8);
        return true;
    }

    /// <summary>A type or enum value that is no part of what clients see: null in its place, and the reason.</summary>
    private bool WriteHidden(ResponseType type, ResponseField field)
    {
        AddError(ResultErrors.WrongType(field.Coordinate), _path, field);
        return WriteNull(type, output.Length);
    }

    private bool WriteElements(Cell list, ResponseType type, ResponseField field)
    {
        var element = type.Element!;
        output.Write((byte)'[');
        for (var index = 0; index < list.Count; index++)
        {
            if (index > 0)
            {
                output.Write((byte)',');
            }

            _path.Push(index);
            var isWritten = WriteValue(store.Elements(list)[index], element, field);
            _path.Pop();
            if (!isWritten)
            {
                return false;
            }
        }

        output.Write((byte)']');
        return true;
    }

    private bool WriteAbsent(Cell cell, ResponseType type, ResponseField field)
    {
        AddReason(cell, field.Coordinate, type.IsNonNull, field);
        return WriteNull(type, output.Length);
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
        var error = store.Errors[index];
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
            || _object.Selection!.FindField(key, flags) is not { } failed)
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
            else if (field?.Children?.FindField(step, flags) is { } child)
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
            errors.Write((byte)',');
        }

        ResultErrors.Write(error, LocationsOf(field), path, errors);
    }

    private List<(int Line, int Column)> LocationsOf(ResponseField? field)
    {
        var locations = new List<(int Line, int Column)>();
        if (field is { Offset: >= 0 })
        {
            locations.Add(locate(field.Offset));
        }

        foreach (var place in field?.Places ?? [])
        {
            if (FetchCondition.AllHold(place.Conditions, flags))
            {
                locations.Add(locate(place.Offset));
            }
        }

        return locations;
    }
}

using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>
/// Fields of an answer's object that are headers of the answer: <c>@header(name: "X-Total-Count")</c>.
/// </summary>
/// <remarks>
/// Shape: compiled once; a list takes every value, anything else the first. A value that does not fit the type is an
/// error at its place. Source: OpenAPI 3.1 §4.8.21 Header; RFC 9110 §5.3.
/// </remarks>
internal sealed class HeaderFields
{
    private readonly Target[] _targets;

    private HeaderFields(Target[] targets) => _targets = targets;

    /// <summary>Null where no header is asked for.</summary>
    public static HeaderFields? Compile(FetchField field)
    {
        if (field.Selection is not { } selection)
        {
            return null;
        }

        var targets =
            from row in selection.Rows
            from index in Enumerable.Range(0, selection.Fields.Count)
            let asked = selection.Fields[index].Field
            let name = asked.FindDirective("header"u8).FindWord("name"u8)
            where name is not null && row.Slots[index] >= 0
            select new Target(row.Shape.Type.Index, row.Slots[index], name, asked);
        var all = targets.ToArray();
        return all.Length == 0 ? null : new HeaderFields(all);
    }

    public void Fill(ResultStore store, Cell answer, SourceResponse response)
    {
        if (answer.Kind != CellKind.Object)
        {
            return;
        }

        foreach (var target in _targets)
        {
            if (target.Type == store.TypeOf(answer.Row))
            {
                var value = response.Headers.NonValidated.TryGetValues(target.Name, out var values)
                    || response.ContentHeaders.NonValidated.TryGetValues(target.Name, out values)
                        ? Read(store, target.Field, values)
                        : Cell.Null;
                store.Slot(answer.Row, target.Slot) = value;
            }
        }
    }

    private static Cell Read(ResultStore store, FieldDefinition field, HeaderStringValues values)
    {
        if (values.Count == 0)
        {
            return Cell.Null;
        }

        var leaf = LeafKinds.Of(field.Type.Named);
        if (field.Type.Nullable is not ListType)
        {
            return One(store, field, leaf, values.First());
        }

        var mark = store.BeginList();
        foreach (var value in values)
        {
            store.Push(One(store, field, leaf, value));
        }

        return store.EndList(mark);
    }

    private static Cell One(ResultStore store, FieldDefinition field, LeafKind leaf, string value)
    {
        var text = Encoding.UTF8.GetBytes(value.Trim());
        return leaf switch
        {
            LeafKind.String or LeafKind.ID => JsonText.String(store, text),
            LeafKind.Int when int.TryParse(value, CultureInfo.InvariantCulture, out var number) =>
                store.Append(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture))),
            LeafKind.Float when Utf8Parser.TryParse(text, out double _, out var used) && used == text.Length =>
                store.Append(text),
            LeafKind.Boolean when value is "true" or "false" => store.Append(text),
            LeafKind.Any when field.Type.Named.Name is NamedScalars.Long or NamedScalars.Decimal =>
                Utf8Parser.TryParse(text, out decimal _, out var used) && used == text.Length
                    ? store.Append(text)
                    : store.AddError(ResultErrors.WrongType(field.Coordinate)),
            LeafKind.Any => JsonText.String(store, text),
            _ => store.AddError(ResultErrors.WrongType(field.Coordinate)),
        };
    }

    /// <param name="Type">The row's type.</param>
    private readonly record struct Target(int Type, int Slot, string Name, FieldDefinition Field);
}

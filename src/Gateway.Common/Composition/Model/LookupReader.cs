using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Model;

/// <summary>Finds how a source gives entities of a type.</summary>
internal static class LookupReader
{
    public static IReadOnlyList<Lookup> Read(SourceView source, NamedType type, List<CompositionError> errors)
    {
        var lookups = new List<Lookup>();
        foreach (var field in source.Source.Schema.QueryType?.Fields ?? MemberMap<FieldDefinition>.Empty)
        {
            if (field.HasDirective("lookup"u8) && field.Type.Named == type && ReadField(source, field, errors) is { } lookup)
            {
                lookups.Add(lookup);
            }
        }

        // One call for many keys is worth more than a call for each.
        lookups.Sort(static (left, right) => right.Form.CompareTo(left.Form));
        foreach (var key in source.Find(type.Directives, "key"))
        {
            var resolvable = !key.Arguments.Any(argument =>
                argument.Name.Is("resolvable"u8) && argument.Value is Language.BooleanValueNode { Value: false });
            if (FieldSets.TryParse(SourceView.Text(key, "fields"), source, type.Name, errors) is { } set && resolvable)
            {
                AddKey(lookups, source, type, set);
            }
        }

        return lookups;
    }

    private static void AddKey(List<Lookup> lookups, SourceView source, NamedType type, FieldSet key)
    {
        if (source.IsFederation)
        {
            lookups.Add(new Lookup { Form = LookupForm.Entities, Key = key });
        }
        else if (source.IsBound && type is ObjectType entity && entity.Fields.Any(SourceView.IsBinding))
        {
            lookups.Add(new Lookup { Form = LookupForm.Stub, Key = key });
        }
    }

    private static Lookup? ReadField(SourceView source, FieldDefinition field, List<CompositionError> errors)
    {
        var isBatch = field.Type.IsList;
        var arguments = new List<LookupArgument>();
        foreach (var argument in field.Arguments)
        {
            var path = SourceView.Text(argument.FindDirective("is"u8), "field")?.Split('.') ?? [argument.Name];
            if (field.Type.Named is ComplexType entity && entity.Fields.Contains(path[0]) && argument.Type.IsList == isBatch)
            {
                arguments.Add(new LookupArgument(argument, path));
            }
            else if (argument.IsRequired)
            {
                arguments.Clear();
                break;
            }
        }

        if (arguments.Count == 0 || (isBatch && arguments.Count != 1))
        {
            errors.Add(new CompositionError(
                CompositionCodes.LookupInvalid,
                $"The lookup {field.Coordinate} has to take the fields of a key: name each with @is(field:).",
                Source: source.Source.Name,
                Coordinate: field.Coordinate));
            return null;
        }

        var key = string.Join(' ', arguments.Select(argument =>
            string.Join('{', argument.Path) + new string('}', argument.Path.Count - 1)));
        return new Lookup
        {
            Form = isBatch ? LookupForm.Batch : LookupForm.Single,
            Key = FieldSets.Parse(key),
            Field = field,
            Arguments = arguments,
        };
    }
}

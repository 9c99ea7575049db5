using System.Buffers;

namespace Gateway.Common.Schema.Introspecting;

/// <summary>Writes what compiled selections ask of a schema.</summary>
internal sealed class IntrospectionWriter(GraphQLSchema schema, IBufferWriter<byte> output)
{
    private readonly IntrospectionOutput _json = new(output);
    private int _listDepth;

    public void WriteSchema(IReadOnlyList<IntrospectionSelection> fields)
    {
        _json.BeginObject();
        foreach (var field in fields)
        {
            _json.Key(field);
            WriteSchemaField(field);
        }

        _json.EndObject();
    }

    public void WriteType(SchemaType? type, IReadOnlyList<IntrospectionSelection> fields)
    {
        if (type is null)
        {
            _json.Null();
            return;
        }

        _json.BeginObject();
        foreach (var field in fields)
        {
            _json.Key(field);
            WriteTypeField(type, field);
        }

        _json.EndObject();
    }

    private void WriteSchemaField(IntrospectionSelection field)
    {
        switch (field.Name)
        {
            case "__typename":
                _json.Text("__Schema");
                break;
            case "description":
                _json.Text(schema.Description);
                break;
            case "types":
                WriteList(schema.Types, field, WriteType);
                break;
            case "queryType":
                WriteType(schema.QueryType, field.Fields);
                break;
            case "mutationType":
                WriteType(schema.MutationType, field.Fields);
                break;
            case "subscriptionType":
                WriteType(schema.SubscriptionType, field.Fields);
                break;
            default:
                WriteList(schema.DirectiveDefinitions, field, WriteDirective);
                break;
        }
    }

    private void WriteTypeField(SchemaType type, IntrospectionSelection field)
    {
        switch (field.Name)
        {
            case "__typename":
                _json.Text("__Type");
                break;
            case "kind":
                _json.Text(KindOf(type));
                break;
            case "name":
                _json.Text((type as NamedType)?.Name);
                break;
            case "description":
                _json.Text((type as NamedType)?.Description);
                break;
            case "specifiedByURL":
                _json.Text((type as ScalarType)?.SpecifiedBy);
                break;
            case "isOneOf":
                _json.Boolean((type as InputObjectType)?.IsOneOf);
                break;
            case "ofType":
                WriteType(Unwrap(type), field.Fields);
                break;
            default:
                WriteTypeList(type, field);
                break;
        }
    }

    private void WriteTypeList(SchemaType type, IntrospectionSelection field)
    {
        switch (type, field.Name)
        {
            case (ComplexType complex, "fields"):
                WriteNested(Current(complex.Fields, field, item => item.DeprecationReason), field, WriteField);
                break;
            case (ComplexType complex, "interfaces"):
                WriteNested(complex.Interfaces, field, WriteType);
                break;
            case (InterfaceType or UnionType, "possibleTypes"):
                WriteNested(schema.PossibleTypes((NamedType)type).ToArray(), field, WriteType);
                break;
            case (EnumType @enum, "enumValues"):
                WriteList(Current(@enum.Values, field, item => item.DeprecationReason), field, WriteEnumValue);
                break;
            case (InputObjectType input, "inputFields"):
                WriteNested(Current(input.Fields, field, item => item.DeprecationReason), field, WriteInputValue);
                break;
            default:
                _json.Null();
                break;
        }
    }

    private void WriteField(FieldDefinition definition, IReadOnlyList<IntrospectionSelection> fields)
    {
        _json.BeginObject();
        foreach (var field in fields)
        {
            _json.Key(field);
            switch (field.Name)
            {
                case "args":
                    WriteList(
                        Current(definition.Arguments, field, item => item.DeprecationReason), field, WriteInputValue);
                    break;
                case "type":
                    WriteType(definition.Type, field.Fields);
                    break;
                default:
                    _json.Member(definition, "__Field", definition.DeprecationReason, field.Name);
                    break;
            }
        }

        _json.EndObject();
    }

    private void WriteInputValue(InputValueDefinition definition, IReadOnlyList<IntrospectionSelection> fields)
    {
        _json.BeginObject();
        foreach (var field in fields)
        {
            _json.Key(field);
            switch (field.Name)
            {
                case "type":
                    WriteType(definition.Type, field.Fields);
                    break;
                case "defaultValue":
                    _json.Text(definition.DefaultValue is null ? null : Printing.DefaultLiteral.Of(definition));
                    break;
                default:
                    _json.Member(definition, "__InputValue", definition.DeprecationReason, field.Name);
                    break;
            }
        }

        _json.EndObject();
    }

    private void WriteEnumValue(EnumValueDefinition definition, IReadOnlyList<IntrospectionSelection> fields)
    {
        _json.BeginObject();
        foreach (var field in fields)
        {
            _json.Key(field);
            _json.Member(definition, "__EnumValue", definition.DeprecationReason, field.Name);
        }

        _json.EndObject();
    }

    private void WriteDirective(DirectiveDefinition definition, IReadOnlyList<IntrospectionSelection> fields)
    {
        _json.BeginObject();
        foreach (var field in fields)
        {
            _json.Key(field);
            switch (field.Name)
            {
                case "isRepeatable":
                    _json.Boolean(definition.IsRepeatable);
                    break;
                case "locations":
                    WriteList(definition.Locations, field, (location, _) => _json.Text(location));
                    break;
                case "args":
                    WriteList(
                        Current(definition.Arguments, field, item => item.DeprecationReason), field, WriteInputValue);
                    break;
                default:
                    _json.Member(definition, "__Directive", null, field.Name);
                    break;
            }
        }

        _json.EndObject();
    }

    private static IEnumerable<T> Current<T>(
        IEnumerable<T> members, IntrospectionSelection field, Func<T, string?> deprecation) =>
        field.IncludeDeprecated ? members : members.Where(member => deprecation(member) is null);

    /// <summary>A list inside a type: such lists can lie in one another without end.</summary>
    private void WriteNested<T>(
        IEnumerable<T> items,
        IntrospectionSelection field,
        Action<T, IReadOnlyList<IntrospectionSelection>> write)
    {
        if (++_listDepth > Introspection.ListDepthMax)
        {
            throw new IntrospectionLimitException(
                $"The introspection nests lists deeper than {Introspection.ListDepthMax} levels.");
        }

        WriteList(items, field, write);
        _listDepth--;
    }

    private void WriteList<T>(
        IEnumerable<T> items,
        IntrospectionSelection field,
        Action<T, IReadOnlyList<IntrospectionSelection>> write)
    {
        _json.BeginList();
        foreach (var item in items)
        {
            _json.Item();
            write(item, field.Fields);
        }

        _json.EndList();
    }

    private static SchemaType? Unwrap(SchemaType type) => type switch
    {
        NonNullType nonNull => nonNull.Nullable,
        ListType list => list.ElementType,
        _ => null,
    };

    private static string KindOf(SchemaType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };
}

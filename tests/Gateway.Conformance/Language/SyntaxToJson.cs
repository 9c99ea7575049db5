using System.Text.Json.Nodes;
using Gateway.Common.Language;

namespace Gateway.Conformance.Language;

/// <summary>Writes nodes in the shape that the case files give trees in.</summary>
internal static class SyntaxToJson
{
    public static JsonObject Convert(SyntaxNode node)
    {
        var isExtension = node is TypeSystemNode { IsExtension: true };
        var kind = node.Kind.ToString();
        kind = isExtension ? kind.Replace("Definition", "Extension", StringComparison.Ordinal) : kind;
        var json = new JsonObject { ["kind"] = kind };
        switch (node)
        {
            case DocumentNode document:
                json["definitions"] = All(document.Definitions);
                break;
            case TypeSystemNode definition:
                AddTypeSystem(json, definition);
                break;
            case ValueNode value:
                AddValue(json, value);
                break;
            case NamedTypeNode type:
                json["name"] = Name(type.Name);
                break;
            case ListTypeNode type:
                json["type"] = Convert(type.ElementType);
                break;
            case NonNullTypeNode type:
                json["type"] = Convert(type.NullableType);
                break;
            default:
                AddExecutable(json, node);
                break;
        }

        return json;
    }

    private static JsonArray All(IEnumerable<SyntaxNode> nodes) => [.. nodes.Select(Convert)];

    private static JsonObject Name(Name name) => new() { ["kind"] = "Name", ["value"] = name.Value };

    private static void AddOptional(JsonObject json, string property, SyntaxNode? node)
    {
        if (node is not null)
        {
            json[property] = Convert(node);
        }
    }

    private static void AddValue(JsonObject json, ValueNode value)
    {
        switch (value)
        {
            case VariableNode node:
                json["name"] = Name(node.Name);
                break;
            case IntValueNode node:
                json["value"] = node.Value;
                break;
            case FloatValueNode node:
                json["value"] = node.Value;
                break;
            case StringValueNode node:
                json["value"] = node.Value;
                json["block"] = node.IsBlock;
                break;
            case BooleanValueNode node:
                json["value"] = node.Value;
                break;
            case EnumValueNode node:
                json["value"] = node.Name.Value;
                break;
            case ListValueNode node:
                json["values"] = All(node.Values);
                break;
            case ObjectValueNode node:
                json["fields"] = All(node.Fields);
                break;
        }
    }

    private static void AddExecutable(JsonObject json, SyntaxNode node)
    {
        switch (node)
        {
            case OperationDefinitionNode operation:
                AddOptional(json, "description", operation.Description);
                json["operation"] = operation.Operation.ToString().ToLowerInvariant();
                if (operation.Name is { } name)
                {
                    json["name"] = Name(name);
                }

                json["variableDefinitions"] = All(operation.VariableDefinitions);
                json["directives"] = All(operation.Directives);
                json["selectionSet"] = Convert(operation.SelectionSet);
                break;
            case FragmentDefinitionNode fragment:
                AddOptional(json, "description", fragment.Description);
                json["name"] = Name(fragment.Name);
                json["typeCondition"] = Convert(fragment.TypeCondition);
                json["directives"] = All(fragment.Directives);
                json["selectionSet"] = Convert(fragment.SelectionSet);
                break;
            case VariableDefinitionNode variable:
                AddOptional(json, "description", variable.Description);
                json["variable"] = Convert(variable.Variable);
                json["type"] = Convert(variable.Type);
                AddOptional(json, "defaultValue", variable.DefaultValue);
                json["directives"] = All(variable.Directives);
                break;
            case SelectionSetNode selectionSet:
                json["selections"] = All(selectionSet.Selections);
                break;
            default:
                AddSelection(json, node);
                break;
        }
    }

    private static void AddSelection(JsonObject json, SyntaxNode node)
    {
        switch (node)
        {
            case FieldNode field:
                if (field.Alias is { } alias)
                {
                    json["alias"] = Name(alias);
                }

                json["name"] = Name(field.Name);
                json["arguments"] = All(field.Arguments);
                json["directives"] = All(field.Directives);
                AddOptional(json, "selectionSet", field.SelectionSet);
                break;
            case FragmentSpreadNode spread:
                json["name"] = Name(spread.Name);
                json["directives"] = All(spread.Directives);
                break;
            case InlineFragmentNode fragment:
                AddOptional(json, "typeCondition", fragment.TypeCondition);
                json["directives"] = All(fragment.Directives);
                json["selectionSet"] = Convert(fragment.SelectionSet);
                break;
            case ArgumentNode argument:
                json["name"] = Name(argument.Name);
                json["value"] = Convert(argument.Value);
                break;
            case ObjectFieldNode field:
                json["name"] = Name(field.Name);
                json["value"] = Convert(field.Value);
                break;
            case DirectiveNode directive:
                json["name"] = Name(directive.Name);
                json["arguments"] = All(directive.Arguments);
                break;
            default:
                AddMember(json, node);
                break;
        }
    }

    private static void AddMember(JsonObject json, SyntaxNode node)
    {
        switch (node)
        {
            case FieldDefinitionNode field:
                AddOptional(json, "description", field.Description);
                json["name"] = Name(field.Name);
                json["arguments"] = All(field.Arguments);
                json["type"] = Convert(field.Type);
                json["directives"] = All(field.Directives);
                break;
            case InputValueDefinitionNode input:
                AddOptional(json, "description", input.Description);
                json["name"] = Name(input.Name);
                json["type"] = Convert(input.Type);
                AddOptional(json, "defaultValue", input.DefaultValue);
                json["directives"] = All(input.Directives);
                break;
            case EnumValueDefinitionNode value:
                AddOptional(json, "description", value.Description);
                json["name"] = Name(value.Name);
                json["directives"] = All(value.Directives);
                break;
            case OperationTypeDefinitionNode root:
                json["operation"] = root.Operation.ToString().ToLowerInvariant();
                json["type"] = Convert(root.Type);
                break;
        }
    }

    private static void AddTypeSystem(JsonObject json, TypeSystemNode node)
    {
        AddOptional(json, "description", node.Description);
        if (node is DirectiveDefinitionNode directive)
        {
            json["name"] = Name(directive.Name);
            json["arguments"] = All(directive.Arguments);
            json["repeatable"] = directive.IsRepeatable;
            json["locations"] = new JsonArray([.. directive.Locations.Select(Name)]);
            return;
        }

        json["directives"] = All(node.Directives);
        if (node is TypeDefinitionNode type)
        {
            json["name"] = Name(type.Name);
        }

        switch (node)
        {
            case SchemaDefinitionNode schema:
                json["operationTypes"] = All(schema.OperationTypes);
                break;
            case ComplexTypeDefinitionNode complex:
                json["interfaces"] = All(complex.Interfaces);
                json["fields"] = All(complex.Fields);
                break;
            case UnionTypeDefinitionNode union:
                json["types"] = All(union.Members);
                break;
            case EnumTypeDefinitionNode @enum:
                json["values"] = All(@enum.Values);
                break;
            case InputObjectTypeDefinitionNode input:
                json["fields"] = All(input.Fields);
                break;
        }
    }
}

using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Endpoints;

/// <summary>Finds the one field whose value is an endpoint's answer.</summary>
internal static class EndpointRoot
{
    public static (FieldNode Node, FieldDefinition Definition)? Find(
        GraphQLSchema schema, OperationDefinitionNode operation, EndpointFaults faults)
    {
        if (operation.Name is null)
        {
            return Refuse("An operation with @endpoint needs a name: it is the contract's operationId.");
        }

        if (operation.Operation == OperationType.Subscription || schema.RootType(operation.Operation) is not { } type)
        {
            return Refuse($"A {Word(operation.Operation)} cannot be an endpoint here.");
        }

        if (operation.SelectionSet.Selections is not [FieldNode { Directives.Count: 0 } field])
        {
            return Refuse("An endpoint selects exactly one root field, without directives: its value is the answer.");
        }

        return type.Fields.Find(field.Name.Utf8) is { } definition
            ? (field, definition)
            : Refuse($"{type.Name} has no field \"{field.Name}\".");

        (FieldNode Node, FieldDefinition Definition)? Refuse(string message)
        {
            faults.Add(EndpointDiagnostic.OperationInvalid, operation, message);
            return null;
        }
    }

    private static string Word(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };
}

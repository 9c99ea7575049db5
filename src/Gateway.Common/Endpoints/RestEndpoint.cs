using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Endpoints;

/// <summary>Where a request carries a variable's value.</summary>
internal enum ParameterPlace : byte
{
    /// <summary>A segment of the path.</summary>
    Path,

    /// <summary>The query string, repeated for lists.</summary>
    Query,

    /// <summary>A member of the JSON body.</summary>
    Member,

    /// <summary>The JSON body itself.</summary>
    Body,
}

/// <summary>A variable of the operation and where it comes from.</summary>
/// <param name="Segment">In the path: its number among the template's variables, from 0; else -1.</param>
internal sealed record EndpointParameter(VariableDefinition Variable, ParameterPlace Place, int Segment = -1)
{
    public string Name => Variable.Name;

    public bool IsRequired => Variable.IsRequired;
}

/// <summary>An operation as a route: everything about it that does not depend on a request. Immutable.</summary>
internal sealed class RestEndpoint
{
    /// <summary>The operation's name: unique, <c>operationId</c> of the contract.</summary>
    public required string Name { get; init; }

    /// <summary>The file's name, for messages.</summary>
    public required string File { get; init; }

    public required EndpointSettings Settings { get; init; }

    /// <summary>In the order of the operation's variables.</summary>
    public required IReadOnlyList<EndpointParameter> Parameters { get; init; }

    /// <summary>UTF-8, without <c>@endpoint</c>.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    public required GraphQLSchema Schema { get; init; }

    public required DocumentNode Document { get; init; }

    public required OperationDefinitionNode Operation { get; init; }

    /// <summary>The operation's only root field, and its definition.</summary>
    public required FieldNode Root { get; init; }

    public required FieldDefinition RootDefinition { get; init; }

    /// <summary>What <c>after</c> names; set once all endpoints are known.</summary>
    public RestEndpoint? Guard { get; internal set; }

    public string Method => Settings.Method;

    public PathTemplate Path => Settings.Path;

    public bool HasBody { get; private init; }

    public bool IsQuery => Operation.Operation == OperationType.Query;

    public bool IsDeprecated => Settings.IsDeprecated || RootDefinition.DeprecationReason is not null;

    public IReadOnlyList<EndpointParameter> BodyParameters
    {
        get;
        init
        {
            field = value;
            HasBody = value.Count > 0;
        }
    }

    = [];
}

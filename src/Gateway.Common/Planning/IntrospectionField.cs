using Gateway.Common.Language;

namespace Gateway.Common.Planning;

/// <summary>A root field that the gateway answers from its own schema.</summary>
/// <param name="Slot">Of the root row.</param>
/// <param name="Nodes">As the client wrote it: all nodes that share the response name.</param>
internal sealed record IntrospectionField(int Slot, IReadOnlyList<FieldNode> Nodes);

using Gateway.Common.Language;

namespace Gateway.Common.Planning;

/// <summary>A root field that the gateway answers from its own schema.</summary>
/// <param name="Slot">Of the root row.</param>
/// <param name="Node">As the client wrote it.</param>
internal sealed record IntrospectionField(int Slot, FieldNode Node);

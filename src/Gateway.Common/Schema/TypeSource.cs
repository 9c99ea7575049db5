using Gateway.Common.Language;
using Gateway.Common.Schema.Building;

namespace Gateway.Common.Schema;

/// <summary>What documents say of a type before its members.</summary>
/// <param name="Name">As its definition spells it.</param>
/// <param name="Description">Null where there is none.</param>
/// <param name="Directives">The definition's, then the extensions'.</param>
/// <param name="Syntax">The definition, then the extensions.</param>
internal readonly record struct TypeSource(
    Name Name, StringValueNode? Description, IReadOnlyList<DirectiveNode> Directives, TypeParts Syntax);

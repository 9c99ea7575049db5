using System.Runtime.InteropServices;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation;

/// <summary>What the traversal found in one operation or fragment.</summary>
internal sealed class DefinitionFacts(DefinitionNode node)
{
    public OperationDefinitionNode? Operation { get; } = node as OperationDefinitionNode;

    public FragmentDefinitionNode? Fragment { get; } = node as FragmentDefinitionNode;

    /// <summary>The operation's root type or the fragment's condition; null when it is unknown.</summary>
    public NamedType? Type { get; set; }

    public SelectionSetNode SelectionSet => Operation?.SelectionSet ?? Fragment!.SelectionSet;

    public List<FragmentSpreadNode> Spreads { get; } = [];

    public List<VariableUse> Variables { get; } = [];

    /// <summary>Of an operation: all uses in it and in the fragments it reaches; null until asked for.</summary>
    public List<VariableUse>? ReachedVariables { get; set; }

    /// <summary>Its root selection set in the <see cref="SelectionTable"/>.</summary>
    public int RootSet { get; set; } = SelectionTable.None;

    /// <summary>Marks of walks over definitions: which walk was here last.</summary>
    public int Stamp { get; set; }

    /// <summary>For messages: the operation's name as it is written, or that it has none.</summary>
    public string Describe() => Operation?.Name is { } name ? $"operation \"{name}\"" : "the anonymous operation";
}

/// <summary>A variable where it is used.</summary>
/// <param name="Node">The variable.</param>
/// <param name="Type">What the position takes; null where that is unknown.</param>
/// <param name="HasDefault">Whether the position has a default of its own.</param>
/// <param name="OneOf">The literal of a oneOf input object of which it gives a field; else null.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VariableUse(
    VariableNode Node, SchemaType? Type, bool HasDefault, ObjectValueNode? OneOf);

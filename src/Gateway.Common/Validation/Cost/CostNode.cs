using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Cost;

/// <summary>A part of a cost expression.</summary>
internal abstract class CostNode
{
    public abstract double Evaluate(VariableValues variables);

    /// <summary>All of them together.</summary>
    public static CostNode Sum(ReadOnlySpan<CostNode> parts)
    {
        var sum = default(CostSum);
        foreach (var part in parts)
        {
            sum.Add(part);
        }

        return sum.ToNode();
    }

    /// <summary>The dearest of them: no object is more than one.</summary>
    public static CostNode Largest(IReadOnlyList<CostNode> parts) => parts switch
    {
        [] => ConstantCost.Zero,
        [var only] => only,
        _ when parts.All(static part => part is ConstantCost) =>
            ConstantCost.Of(parts.Max(static part => ((ConstantCost)part).Value)),
        _ => new LargestCost([.. parts]),
    };

    /// <summary>A list's items, each at the same cost.</summary>
    public static CostNode Times(ListSize size, CostNode each) => (size.Constant, each) switch
    {
        (_, ConstantCost { Value: 0 }) => each,
        ({ } count, ConstantCost known) => ConstantCost.Of(count * known.Value),
        _ => new ItemsCost(size, each),
    };
}

/// <summary>A sum as it is made: of most operations a number to the end.</summary>
internal struct CostSum
{
    private double _constant;
    private List<CostNode>? _open;

    public void Add(double constant) => _constant += constant;

    public void Add(CostNode part)
    {
        if (part is ConstantCost known)
        {
            _constant += known.Value;
        }
        else
        {
            (_open ??= []).Add(part);
        }
    }

    public readonly CostNode ToNode() =>
        _open is null ? ConstantCost.Of(_constant) : new SumCost(_constant, [.. _open]);
}

/// <summary>Known when the operation is compiled.</summary>
internal sealed class ConstantCost(double value) : CostNode
{
    public static ConstantCost Zero { get; } = new(0);

    private static ConstantCost One { get; } = new(1);

    public double Value { get; } = value;

    public static ConstantCost Of(double value) => value switch
    {
        0 => Zero,
        1 => One,
        _ => new ConstantCost(value),
    };

    public override double Evaluate(VariableValues variables) => Value;
}

internal sealed class SumCost(double constant, CostNode[] parts) : CostNode
{
    public override double Evaluate(VariableValues variables)
    {
        var sum = constant;
        foreach (var part in parts)
        {
            sum += part.Evaluate(variables);
        }

        return Math.Min(sum, OperationCost.Ceiling);
    }
}

internal sealed class LargestCost(CostNode[] parts) : CostNode
{
    public override double Evaluate(VariableValues variables)
    {
        var largest = 0d;
        foreach (var part in parts)
        {
            largest = Math.Max(largest, part.Evaluate(variables));
        }

        return largest;
    }
}

/// <summary>Each item of a list whose size may depend on variables.</summary>
internal sealed class ItemsCost(ListSize size, CostNode each) : CostNode
{
    public override double Evaluate(VariableValues variables) =>
        Math.Min(size.Evaluate(variables) * each.Evaluate(variables), OperationCost.Ceiling);
}

/// <summary>Under <c>@skip</c> or <c>@include</c> with a variable.</summary>
internal sealed class ConditionalCost(int variable, bool counts, CostNode inner) : CostNode
{
    public override double Evaluate(VariableValues variables) =>
        variables.IsTrue(variable) == counts ? inner.Evaluate(variables) : 0;
}

/// <summary>Weights of the input fields that a variable gives.</summary>
internal sealed class VariableInputCost(int variable, SchemaType type, double weight) : CostNode
{
    public override double Evaluate(VariableValues variables) =>
        variables.TryGet(variable, out var json) && json[0] != 'n' ? weight + InputWeights.OfJson(json, type) : 0;
}

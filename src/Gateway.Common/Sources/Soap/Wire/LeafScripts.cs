using System.Buffers;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>
/// How the children without children of their own were called in the first element of each plan, in their order: the
/// next such element is likely to have the same, and is read by comparing with them.
/// </summary>
/// <remarks>
/// A raw name stands for its field only while the same prefixes are bound as when it was noted.
/// Bounds: <see cref="ScriptsMax"/> plans and <see cref="StepsMax"/> names; what is more is read token by token.
/// </remarks>
internal struct LeafScripts : IDisposable
{
    public const int None = -1;

    /// <summary>Names in a row that are looked for in vain before an element is read token by token.</summary>
    public const int AbsentMax = 3;

    private const int ScriptsMax = 8;
    private const int StepsMax = 256;

    private Script[]? _scripts;
    private LeafStep[]? _steps;
    private int _scriptCount;
    private int _stepCount;

    /// <summary>For one more element of a plan.</summary>
    /// <param name="plan">What is read of the element.</param>
    /// <param name="parent">Its namespace.</param>
    /// <param name="bindings">Which prefixes are bound: <see cref="XmlTokenizer.Bindings"/>.</param>
    public LeafCursor Begin(ObjectPlan plan, int parent, long bindings)
    {
        for (var index = 0; index < _scriptCount; index++)
        {
            ref readonly var known = ref _scripts![index];
            if (ReferenceEquals(known.Plan, plan))
            {
                return known.IsComplete && known.Parent == parent && known.Bindings == bindings
                    ? new LeafCursor(None, known.First)
                    : new LeafCursor(None, None);
            }
        }

        if (_scriptCount == ScriptsMax)
        {
            return new LeafCursor(None, None);
        }

        _scripts ??= ArrayPool<Script>.Shared.Rent(ScriptsMax);
        _scripts[_scriptCount] = new Script(plan, parent, bindings, None, None, IsComplete: false);
        return new LeafCursor(_scriptCount++, None);
    }

    /// <param name="cursor">Of the element whose child it is.</param>
    /// <param name="name">The child's raw name.</param>
    /// <param name="field">What it feeds; null for nothing.</param>
    public void Note(LeafCursor cursor, XmlRange name, ReadField? field)
    {
        if (cursor.Noting == None || _stepCount == StepsMax)
        {
            return;
        }

        _steps ??= ArrayPool<LeafStep>.Shared.Rent(StepsMax);
        _steps[_stepCount] = new LeafStep(name, field, None);
        ref var script = ref _scripts![cursor.Noting];
        if (script.Last == None)
        {
            script = script with { First = _stepCount, Last = _stepCount };
        }
        else
        {
            _steps[script.Last] = _steps[script.Last] with { Next = _stepCount };
            script = script with { Last = _stepCount };
        }

        _stepCount++;
    }

    public readonly void End(LeafCursor cursor)
    {
        if (cursor.Noting != None)
        {
            ref var script = ref _scripts![cursor.Noting];
            script = script with { IsComplete = true };
        }
    }

    public readonly ref readonly LeafStep this[int step] => ref _steps![step];

    public readonly void Dispose()
    {
        // Plans stay for as long as their operation anyway: nothing of the answer is in these.
        if (_scripts is not null)
        {
            ArrayPool<Script>.Shared.Return(_scripts);
        }

        if (_steps is not null)
        {
            ArrayPool<LeafStep>.Shared.Return(_steps);
        }
    }

    private readonly record struct Script(
        ObjectPlan Plan, int Parent, long Bindings, int First, int Last, bool IsComplete);
}

/// <summary>One name of a script.</summary>
internal readonly record struct LeafStep(XmlRange Name, ReadField? Field, int Next);

/// <summary>Where one element is in its script.</summary>
/// <param name="Noting">The script that it writes.</param>
/// <param name="Step">The name that is expected next.</param>
internal readonly record struct LeafCursor(int Noting, int Step);

using System.Diagnostics.CodeAnalysis;

namespace Gateway.Common.Policies.Resilience;

/// <summary>
/// A value or a typed failure: failing sources are ordinary here and are not worth an exception each.
/// </summary>
/// <remarks>The default value is a success with a default value; make outcomes by the two constructors.</remarks>
internal readonly struct CallOutcome<T>
{
    public CallOutcome(T value) => Value = value;

    public CallOutcome(SourceFailure failure)
    {
        Value = default!;
        Failure = failure;
    }

    /// <summary>The answer; default unless <see cref="IsSuccess"/>.</summary>
    public T Value { get; }

    public SourceFailure? Failure { get; }

    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsSuccess => Failure is null;
}

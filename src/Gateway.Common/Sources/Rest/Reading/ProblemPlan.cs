using System.Globalization;
using System.Text;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>Which members of a problem clients are shown, by its status: compiled once for a call.</summary>
/// <remarks>
/// Shape: names for programs always, <c>type</c> and <c>code</c>; where the source's settings show problems its words
/// too and what the contract adds to them: by its exact status, else by its range (<c>4XX</c>), else by
/// <c>default</c>.
/// Source: RFC 9457 §3; OpenAPI 3.1 §4.8.16.
/// </remarks>
internal sealed class ProblemPlan
{
    private static readonly ProblemMember Type = new("type", ProblemMemberKind.Name);
    private static readonly ProblemMember Code = new("code", ProblemMemberKind.Name);

    private static readonly ProblemMember[] Words =
    [
        Type,
        new("title", ProblemMemberKind.Text),
        new("detail", ProblemMemberKind.Text),
        new("instance", ProblemMemberKind.Text),
    ];

    private readonly bool _isShown;
    private readonly Dictionary<string, ProblemMember[]> _declared = new(StringComparer.Ordinal);

    private ProblemPlan(FieldDefinition field, bool isShown)
    {
        _isShown = isShown;
        foreach (var directive in isShown ? field.Directives : [])
        {
            if (directive.Name.Is("problem"u8))
            {
                ProblemMember[] members = [.. directive.FindStrings("members"u8)
                    .Select(static name => new ProblemMember(name, ProblemMemberKind.Scalar))];
                foreach (var status in directive.FindStrings("statuses"u8))
                {
                    _declared.TryAdd(status.ToUpperInvariant(), members);
                }
            }
        }
    }

    public static ProblemPlan Compile(FieldDefinition field, RestOptions options) => new(field, options.ShowsProblems);

    /// <summary>In the order in which they are shown.</summary>
    /// <param name="isProblem">Whether the answer says that it is a problem; other JSON has a code at most.</param>
    public ProblemMember[] Members(int status, bool isProblem)
    {
        if (!isProblem)
        {
            return [Code];
        }

        if (!_isShown)
        {
            return [Type, Code];
        }

        var exact = status.ToString(CultureInfo.InvariantCulture);
        var declared = _declared.GetValueOrDefault(exact)
            ?? _declared.GetValueOrDefault($"{exact[0]}XX")
            ?? _declared.GetValueOrDefault("DEFAULT")
            ?? [];
        return Array.Exists(declared, static member => member.Name == Code.Name)
            ? [.. Words, .. declared]
            : [.. Words, Code, .. declared];
    }
}

internal enum ProblemMemberKind : byte
{
    /// <summary>A name for programs: a string or number of the characters that names and URIs have.</summary>
    Name,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A string, number or Boolean.</summary>
    Scalar,
}

/// <param name="Name">On the wire and in the error's extensions.</param>
internal sealed record ProblemMember(string Name, ProblemMemberKind Kind)
{
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);
}

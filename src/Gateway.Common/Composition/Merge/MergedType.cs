using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>A type of the supergraph as text to be built from.</summary>
/// <param name="Kind"><c>type</c>, <c>interface</c>, <c>union</c>, <c>enum</c>, <c>input</c> or <c>scalar</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">The first source's.</param>
/// <param name="Directives">Applied directives that the gateway itself or its clients read.</param>
/// <param name="Interfaces">Of objects and interfaces.</param>
/// <param name="Members">Fields, values, or a union's types.</param>
internal sealed record MergedType(
    string Kind,
    string Name,
    string? Description,
    IReadOnlyList<string> Directives,
    IReadOnlyList<string> Interfaces,
    IReadOnlyList<MergedMember> Members)
{
    public bool IsHidden => Directives.Contains("@inaccessible");

    /// <param name="isApi">Without what clients may not see.</param>
    public string ToSdl(bool isApi)
    {
        var members = Members.Where(member => !isApi || !member.IsHidden).Select(member => member.ToSdl(isApi)).ToArray();
        if ((isApi && IsHidden) || (members.Length == 0 && Kind != "scalar"))
        {
            return "";
        }

        var text = new StringBuilder(MergedMember.Describe(Description)).Append(Kind).Append(' ').Append(Name);
        if (Interfaces.Count > 0)
        {
            text.Append(" implements ").AppendJoin(" & ", Interfaces);
        }

        foreach (var directive in Directives)
        {
            text.Append(' ').Append(directive);
        }

        return Kind switch
        {
            "scalar" => text.Append('\n').ToString(),
            "union" => text.Append(" = ").AppendJoin(" | ", members).Append('\n').ToString(),
            _ => text.Append(" {\n").AppendJoin('\n', members).Append("\n}\n").ToString(),
        };
    }
}

/// <summary>A field, argument, input field, enum value or union member.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">The first source's.</param>
/// <param name="Arguments">Of fields.</param>
/// <param name="Type">Null for enum values and union members.</param>
/// <param name="Default">As written, or null.</param>
/// <param name="Directives">Applied directives that are kept.</param>
/// <param name="IsHidden">Not for clients.</param>
internal sealed record MergedMember(
    string Name,
    string? Description,
    IReadOnlyList<MergedMember> Arguments,
    string? Type,
    string? Default,
    IReadOnlyList<string> Directives,
    bool IsHidden)
{
    public string ToSdl(bool isApi)
    {
        var text = new StringBuilder(Describe(Description)).Append(Name);
        var arguments = Arguments.Where(argument => !isApi || !argument.IsHidden).ToArray();
        if (arguments.Length > 0)
        {
            text.Append('(').AppendJoin(", ", arguments.Select(argument => argument.ToSdl(isApi))).Append(')');
        }

        text.Append(Type is null ? "" : $": {Type}").Append(Default is null ? "" : $" = {Default}");
        foreach (var directive in Directives)
        {
            text.Append(' ').Append(directive);
        }

        return text.ToString();
    }

    public static string Describe(string? description) => string.IsNullOrEmpty(description)
        ? ""
        : Printer.Print(new StringValueNode(Encoding.UTF8.GetBytes(description), isBlock: true, default)) + "\n";
}

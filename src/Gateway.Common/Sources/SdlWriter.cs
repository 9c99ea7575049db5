using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Common.Sources;

/// <summary>Writes what an importer made as SDL that people read.</summary>
/// <remarks>Shape: deterministic, two spaces of indent, <c>\n</c> ends lines. Source: GraphQL §3.</remarks>
internal sealed class SdlWriter
{
    private const int LineLengthMax = 100;

    /// <summary>Characters that stand for themselves in a literal; most literals have no other.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _directives = new(StringComparer.Ordinal);

    /// <summary>A GraphQL string literal on one line.</summary>
    public static string Quote(string value) =>
        value.AsSpan().ContainsAnyExcept(Plain)
            // JSON's escapes are among GraphQL's.
            ? $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""
            : $"\"{value}\"";

    public void Write(SdlType type)
    {
        StartDefinition();
        WriteDescription(type.Description, "");
        var keyword = type.Kind == SdlKind.Object ? "type" : type.Kind.ToString().ToLowerInvariant();
        _text.Append(keyword).Append(' ').Append(type.Name);
        if (type.Kind is SdlKind.Object or SdlKind.Interface && type.TypeNames.Count > 0)
        {
            _text.Append(" implements ").AppendJoin(" & ", type.TypeNames);
        }

        WriteDirectives(type.Directives);
        if (type.Kind == SdlKind.Union)
        {
            _text.Append(" = ").AppendJoin(" | ", type.TypeNames);
        }
        else if (type.Members.Count > 0)
        {
            WriteMembers(type.Members);
        }

        _text.Append('\n');
    }

    /// <summary>A definition that stands as it is written: a directive's, a scalar's.</summary>
    public void Write(string definition)
    {
        StartDefinition();
        _text.Append(definition.ReplaceLineEndings("\n").TrimEnd('\n')).Append('\n');
    }

    /// <summary>Whether what was written so far applies a directive.</summary>
    /// <param name="name">With its <c>@</c>.</param>
    public bool Applies(string name) => _directives.Contains(name);

    public override string ToString() => _text.ToString();

    private void StartDefinition()
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }
    }

    private void WriteMembers(List<SdlMember> members)
    {
        _text.Append(" {\n");
        foreach (var member in members)
        {
            WriteMember(member, "  ");
        }

        _text.Append('}');
    }

    private void WriteMember(SdlMember member, string indent)
    {
        WriteDescription(member.Description, indent);
        _text.Append(indent).Append(member.Name);
        WriteArguments(member, indent);
        WriteTail(member);
        _text.Append('\n');
    }

    private void WriteArguments(SdlMember member, string indent)
    {
        if (member.Arguments.Count == 0)
        {
            return;
        }

        var start = _text.Length;
        _text.Append('(');
        foreach (var argument in member.Arguments)
        {
            _text.Append(_text.Length == start + 1 ? "" : ", ").Append(argument.Name);
            WriteTail(argument);
        }

        _text.Append(')');
        var isLong = _text.Length - start > LineLengthMax - member.Name.Length;
        if (!isLong && member.Arguments.TrueForAll(static argument => argument.Description is null))
        {
            return;
        }

        _text.Length = start;
        _text.Append("(\n");
        foreach (var argument in member.Arguments)
        {
            WriteMember(argument, indent + "  ");
        }

        _text.Append(indent).Append(')');
    }

    private void WriteTail(SdlMember member)
    {
        if (member.Type.Length > 0)
        {
            _text.Append(": ").Append(member.Type);
        }

        if (member.Default is not null)
        {
            _text.Append(" = ").Append(member.Default);
        }

        WriteDirectives(member.Directives);
    }

    private void WriteDirectives(List<string> directives)
    {
        foreach (var directive in directives)
        {
            var end = directive.IndexOf('(', StringComparison.Ordinal);
            _directives.GetAlternateLookup<ReadOnlySpan<char>>().Add(
                end < 0 ? directive : directive.AsSpan(0, end));
            _text.Append(' ').Append(directive);
        }
    }

    private void WriteDescription(string? description, string indent)
    {
        var text = description?.ReplaceLineEndings("\n").Trim();
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (!IsBlock(text))
        {
            _text.Append(indent).Append(Quote(text)).Append('\n');
            return;
        }

        _text.Append(indent).Append("\"\"\"\n");
        foreach (var line in text.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal).Split('\n'))
        {
            _text.Append(line.Length == 0 ? "" : indent).Append(line.TrimEnd()).Append('\n');
        }

        _text.Append(indent).Append("\"\"\"\n");
    }

    /// <summary>Several lines, all of characters that a block string may hold as they are.</summary>
    private static bool IsBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
        && !text.Any(static character => char.IsControl(character) && character is not ('\n' or '\t'));
}

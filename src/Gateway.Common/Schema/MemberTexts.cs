using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>What something of the type system is called and described by.</summary>
/// <remarks>
/// Mutable, for a field of its one owner. What was read from a document points into it; texts are made when they are
/// first asked for. Threads that ask together may each make one; they are equal.
/// </remarks>
internal struct MemberTexts
{
    private string? _name;
    private byte[]? _utf8Name;

    /// <summary>A string, or the node that it is still to be made of.</summary>
    private object? _description;

    public MemberTexts(string name, string? description)
    {
        _name = name;
        _utf8Name = Encoding.UTF8.GetBytes(name);
        SourceName = new Name(_utf8Name, 0, _utf8Name.Length);
        _description = description;
    }

    public MemberTexts(Name name, StringValueNode? description)
    {
        SourceName = name;
        _description = description;
    }

    /// <summary>As it stands in the document, or as code gave it.</summary>
    public Name SourceName { get; }

    public string Name => _name ??= SourceName.Value;

    public byte[] Utf8Name => _utf8Name ??= SourceName.Utf8.ToArray();

    public string? Description => _description switch
    {
        StringValueNode node => (string)(_description = node.Value),
        var text => (string?)text,
    };
}

using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>The first description that a source has.</summary>
internal static class Descriptions
{
    public static StringValueNode? First(IEnumerable<string?> all) =>
        all.FirstOrDefault(text => !string.IsNullOrEmpty(text)) is { } text
            ? new StringValueNode(Encoding.UTF8.GetBytes(text), isBlock: true, default)
            : null;
}

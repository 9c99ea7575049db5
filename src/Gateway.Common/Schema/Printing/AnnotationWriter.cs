using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Schema.Building;

namespace Gateway.Common.Schema.Printing;

/// <summary>Writes the directives that a definition carries, or only those that give it its meaning.</summary>
internal sealed class AnnotationWriter(StringBuilder text, SchemaPrintOptions options)
{
    public void WriteApplied(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in options.AppliedDirectives ? directives : [])
        {
            text.Append(' ').Append(Printer.Print(directive));
        }
    }

    public void Write(IReadOnlyList<DirectiveNode> directives, string? deprecationReason)
    {
        WriteApplied(directives);
        if (deprecationReason is not null && !IsWritten(directives, "deprecated"u8))
        {
            text.Append(" @deprecated");
            if (deprecationReason != AppliedDirectives.DefaultReason)
            {
                text.Append("(reason: ").Append(Quote(deprecationReason)).Append(')');
            }
        }
    }

    public void Write(NamedType type)
    {
        WriteApplied(type.Directives);
        if (type is ScalarType { SpecifiedBy: { } url } && !IsWritten(type.Directives, "specifiedBy"u8))
        {
            text.Append(" @specifiedBy(url: ").Append(Quote(url)).Append(')');
        }
        else if (type is InputObjectType { IsOneOf: true } && !IsWritten(type.Directives, "oneOf"u8))
        {
            text.Append(" @oneOf");
        }
    }

    private bool IsWritten(IReadOnlyList<DirectiveNode> directives, ReadOnlySpan<byte> name)
    {
        foreach (var directive in options.AppliedDirectives ? directives : [])
        {
            if (directive.Name.Is(name))
            {
                return true;
            }
        }

        return false;
    }

    private static string Quote(string value) =>
        Printer.Print(new StringValueNode(Encoding.UTF8.GetBytes(value), isBlock: false, default));
}

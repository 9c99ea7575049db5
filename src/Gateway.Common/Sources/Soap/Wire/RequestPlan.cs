using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>How one argument or input field is written.</summary>
internal sealed class FieldPlan
{
    /// <summary>In GraphQL.</summary>
    public required byte[] Name { get; init; }

    public required XmlNodeKind Kind { get; init; }

    /// <summary><c>&lt;p:name</c> of an element, <c> p:name="</c> of an attribute.</summary>
    public required byte[] Start { get; init; }

    /// <summary><c>&lt;/p:name&gt;</c> of an element.</summary>
    public required byte[] End { get; init; }

    public required bool IsList { get; init; }

    /// <summary>A list in one text.</summary>
    public required bool IsTextList { get; init; }

    public required bool IsNillable { get; init; }

    /// <summary>Written even without a value.</summary>
    public required bool IsRequired { get; init; }

    public required ValuePlan Value { get; init; }
}

/// <summary>How a value that is no list is written.</summary>
internal abstract class ValuePlan;

internal sealed class LeafValuePlan : ValuePlan
{
    public static LeafValuePlan Text { get; } = new();

    /// <summary>Any JSON: text, or elements in <see cref="JsonXml"/>'s form.</summary>
    public static LeafValuePlan Json { get; } = new();

    /// <summary>Bytes that travel as an attachment.</summary>
    public static LeafValuePlan Binary { get; } = new();

    /// <summary>Of an enum: wire texts by GraphQL name; else null.</summary>
    public Utf8Map<EnumText>? EnumTexts { get; init; }
}

/// <param name="Name">In GraphQL.</param>
/// <param name="Wire">Escaped for XML.</param>
internal sealed record EnumText(byte[] Name, byte[] Wire);

internal sealed class ObjectValuePlan : ValuePlan
{
    private Utf8Map<FieldIndex> _byName = new([], static field => field.Name);

    /// <summary>In the contract's order, attributes first.</summary>
    public FieldPlan[] Fields { get; private set; } = [];

    /// <summary>One member is given, and names the type of the element (<c>xsi:type</c>).</summary>
    public bool IsOneOfTypes { get; private set; }

    /// <summary>How many of the fields are attributes.</summary>
    public int AttributeCount { get; private set; }

    /// <summary>Types may hold themselves, so fields come after the plan was made known.</summary>
    public void Complete(IEnumerable<FieldPlan> fields)
    {
        Fields = [.. fields.OrderBy(static field => IsAttribute(field) ? 0 : 1)];
        AttributeCount = Fields.Count(IsAttribute);
        IsOneOfTypes = Fields.Length > 0 && Array.TrueForAll(Fields, static field => field.Kind == XmlNodeKind.Type);
        _byName = new Utf8Map<FieldIndex>(
            [.. Fields.Select(static (field, index) => new FieldIndex(field.Name, index))],
            static field => field.Name);
    }

    /// <returns>-1 where there is none.</returns>
    public int IndexOf(ReadOnlySpan<byte> name) => _byName.Find(name)?.Index ?? -1;

    private static bool IsAttribute(FieldPlan field) => field.Kind is XmlNodeKind.Attribute or XmlNodeKind.AnyAttribute;

    private sealed record FieldIndex(byte[] Name, int Index);
}

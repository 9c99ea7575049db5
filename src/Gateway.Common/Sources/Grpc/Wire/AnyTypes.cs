using System.Globalization;
using System.Runtime.CompilerServices;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>The contract's messages and enums, as far as a google.protobuf.Any may hold them.</summary>
/// <remarks>
/// Shape: read of <c>@protoMessage</c> and <c>@protoEnum</c> on the scalar that the Any is, once for each scalar of a
/// schema. A scalar without them knows none. Errors: <see cref="SourceException"/> for a text that says no field.
/// </remarks>
internal sealed class AnyTypes
{
    private static readonly ConditionalWeakTable<NamedType, AnyTypes> Known = [];

    private readonly Dictionary<string, AnyMessage> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AnyEnum> _enums = new(StringComparer.Ordinal);

    private AnyTypes(NamedType scalar)
    {
        foreach (var directive in scalar.Directives.Where(static one => one.Name.Is("protoEnum"u8)))
        {
            var found = new AnyEnum(directive.FindStrings("values"u8));
            _enums.TryAdd(directive.FindString("name"u8) ?? "", found);
        }

        var messages = scalar.Directives.Where(static one => one.Name.Is("protoMessage"u8)).ToArray();
        foreach (var directive in messages)
        {
            var name = directive.FindString("name"u8) ?? "";
            _messages.TryAdd(name, new AnyMessage(name));
        }

        // Messages refer to one another, so all are there before the first field is.
        foreach (var directive in messages)
        {
            var fields = directive.FindStrings("fields"u8).Select(field => AnyFieldText.Parse(field, this));
            _messages[directive.FindString("name"u8) ?? ""].SetFields([.. fields.OfType<AnyField>()]);
        }
    }

    public static AnyTypes Of(NamedType scalar) => Known.GetValue(scalar, static type => new AnyTypes(type));

    /// <param name="fullName">With its package.</param>
    public AnyMessage? FindMessage(string fullName) => _messages.GetValueOrDefault(fullName);

    public AnyEnum? FindEnum(string fullName) => _enums.GetValueOrDefault(fullName);
}

/// <summary>A message that an Any may hold.</summary>
internal sealed class AnyMessage(string fullName)
{
    private Utf8Map<AnyField> _byName = new([], static field => field.Name);
    private Utf8Map<AnyField> _byJsonName = new([], static field => field.JsonName);
    private Dictionary<int, int> _byNumber = [];

    public string FullName { get; } = fullName;

    /// <summary>By number.</summary>
    public IReadOnlyList<AnyField> Fields { get; private set; } = [];

    /// <returns>An index of <see cref="Fields"/>; -1 for none.</returns>
    public int Find(int number) => _byNumber.GetValueOrDefault(number, -1);

    /// <param name="name">As JSON has it, or as the contract does.</param>
    public AnyField? Find(ReadOnlySpan<byte> name) => _byJsonName.Find(name) ?? _byName.Find(name);

    public void SetFields(IEnumerable<AnyField> fields)
    {
        Fields = [.. fields.OrderBy(static field => field.Plan.Number)];
        _byName = new Utf8Map<AnyField>([.. Fields], static field => field.Name);
        _byJsonName = new Utf8Map<AnyField>([.. Fields], static field => field.JsonName);
        _byNumber = Fields.Select(static (field, index) => (field.Plan.Number, Index: index))
            .DistinctBy(static pair => pair.Number)
            .ToDictionary(static pair => pair.Number, static pair => pair.Index);
    }
}

/// <summary>One field of such a message.</summary>
/// <param name="Plan">How one value of it is written.</param>
/// <param name="Key">Of a map: how its keys are written; else null.</param>
/// <param name="Message">Of one value that is a message or group; else null.</param>
/// <param name="Enum">Of one value that is an enum's; else null.</param>
internal sealed record AnyField(
    byte[] Name, byte[] JsonName, InputFieldPlan Plan, InputFieldPlan? Key, AnyMessage? Message, AnyEnum? Enum);

/// <summary>An enum's values, by their names in the contract.</summary>
internal sealed class AnyEnum
{
    private readonly Dictionary<int, byte[]> _names = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <param name="values">Each <c>NAME number</c>.</param>
    public AnyEnum(IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            var parts = value.Split(' ');
            if (parts.Length == 2
                && int.TryParse(parts[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
            {
                _numbers.TryAdd(parts[0], number);
                _names.TryAdd(number, System.Text.Encoding.UTF8.GetBytes($"\"{parts[0]}\""));
            }
        }
    }

    /// <summary>In quotes; of aliases the first; null for a number without a name.</summary>
    public byte[]? NameOf(int number) => _names.GetValueOrDefault(number);

    public int? NumberOf(string name) => _numbers.TryGetValue(name, out var number) ? number : null;
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Rest;

/// <summary>An enum's values both ways: GraphQL's name ↔ JSON on the wire.</summary>
internal sealed class EnumWire
{
    private readonly Utf8Map<Value> _byName;
    private readonly Utf8Map<Value> _byWire;

    public EnumWire(EnumType type)
    {
        var values = type.Values.Select(static value => new Value(value.Utf8Name, WireJson(value))).ToArray();
        _byName = new Utf8Map<Value>(values, static value => value.Name);
        _byWire = new Utf8Map<Value>(values, static value => value.Wire);
        Renames = values.Any(static value => !value.Wire.AsSpan().SequenceEqual(value.Json));
    }

    /// <summary>Whether any value is written another way than its name in quotes.</summary>
    public bool Renames { get; }

    /// <param name="Name">GraphQL's, bare.</param>
    /// <param name="Wire">JSON.</param>
    internal sealed record Value(byte[] Name, byte[] Wire)
    {
        /// <summary>GraphQL's name as JSON.</summary>
        public byte[] Json { get; } = [(byte)'"', .. Name, (byte)'"'];
    }

    public Value? FindByName(ReadOnlySpan<byte> name) => _byName.Find(name);

    /// <param name="json">As the source wrote it; a string without escapes.</param>
    public Value? FindByWire(ReadOnlySpan<byte> json) => _byWire.Find(json);

    /// <summary>A JSON string literal, non-ASCII characters as they are.</summary>
    public static byte[] Quote(string value) =>
        Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");

    private static byte[] WireJson(EnumValueDefinition value) =>
        value.FindDirective("wireValue"u8).FindWord("json"u8) is { } json
            ? Encoding.UTF8.GetBytes(json)
            : Quote(WireName.Of(value));
}

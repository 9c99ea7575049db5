using Gateway.Common.Sources.Local;

namespace Gateway.Common.Hosting;

/// <summary>What a host adds to its settings in code.</summary>
public sealed class GatewayBuilder
{
    private readonly List<LocalFieldsEntry> _localFields = [];

    internal IReadOnlyList<LocalFieldsEntry> LocalFields => _localFields;

    /// <summary>Adds fields that the host resolves itself.</summary>
    /// <param name="schemaFile">
    /// Their SDL in the host's folder, each field marked <c>@local</c>; the file's name is the source's name.
    /// </param>
    /// <param name="add">Adds a resolver for each of them.</param>
    public GatewayBuilder AddLocalFields(string schemaFile, Action<LocalFields> add)
    {
        ArgumentException.ThrowIfNullOrEmpty(schemaFile);
        ArgumentNullException.ThrowIfNull(add);
        var fields = new LocalFields();
        add(fields);
        _localFields.Add(new LocalFieldsEntry(schemaFile, fields));
        return this;
    }
}

/// <summary>One call of <see cref="GatewayBuilder.AddLocalFields"/>.</summary>
internal sealed record LocalFieldsEntry(string SchemaFile, LocalFields Fields)
{
    public string Name => Path.GetFileNameWithoutExtension(SchemaFile);
}

using Gateway.Common.Configuration;
using Gateway.Common.Primitives;
using Microsoft.Extensions.Configuration;

namespace Gateway.Common.Tests.Configuration;

/// <summary>Complete settings of each profile, to be changed by one key at a time.</summary>
internal sealed class SettingsFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bff-settings");

    public SettingsFixture() => File.WriteAllText(Path.Combine(_folder.FullName, "catalog.json"), "{}");

    public string Folder => _folder.FullName;

    public Dictionary<string, string?> Valid { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Gateway:Sources:catalog:Kind"] = "OpenApi",
        ["Gateway:Sources:catalog:Contract"] = "catalog.json",
        ["Gateway:Sources:catalog:Url"] = "http://localhost:5001",
        ["Gateway:Identity:Authority"] = "https://id.example",
        ["Gateway:Identity:Audience"] = "shop",
        ["Gateway:Session:ClientId"] = "web",
        ["Gateway:Session:ClientSecret"] = "a secret that nobody may see",
        ["Gateway:Session:PublicOrigin"] = "https://shop.example",
        ["Gateway:ApiKeys:Pepper"] = "0123456789abcdef0123456789abcdef",
    };

    public (GatewayOptions? Options, IReadOnlyList<SettingProblem> Problems) Load(
        HostProfile profile, bool isDevelopment, params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(Valid, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return GatewayOptionsLoader.Load(configuration, profile, isDevelopment, Folder);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

using Gateway.Common.Configuration;
using Gateway.Common.Configuration.Binding;
using Gateway.Testing;

namespace Gateway.Common.Tests.Configuration;

/// <summary>The table of settings and what is bound agree.</summary>
public sealed class SettingKeysTests : IDisposable
{
    private readonly SettingsFixture _settings = new();

    [Fact]
    public void The_documentation_is_the_table() => Snapshot.Match(SettingReference.Write(), "docs/configuration.md");

    [Fact]
    public void Every_key_of_the_table_is_known()
    {
        foreach (var key in SettingKeys.All)
        {
            var (_, problems) = _settings.Load(HostProfile.Web, isDevelopment: true, (PathOf(key), ""));

            Assert.DoesNotContain("{", PathOf(key), StringComparison.Ordinal);
            Assert.DoesNotContain(problems, problem => problem.Message == "Unknown setting.");
        }
    }

    [Fact]
    public void Every_typed_key_is_read()
    {
        var typed = SettingKeys.All.Where(key => key.Type is not (SettingType.Text or SettingType.Texts));
        foreach (var key in typed)
        {
            var path = PathOf(key);
            var (_, problems) = _settings.Load(HostProfile.Web, isDevelopment: true, (path, "?"));

            Assert.True(problems.Any(problem => problem.Path == path), path);
        }
    }

    [Fact]
    public void Keys_stand_in_the_table_once() =>
        Assert.Equal(SettingKeys.All.Count, SettingKeys.All.Select(key => key.Path).Distinct().Count());

    public void Dispose() => _settings.Dispose();

    private static string PathOf(SettingKey key) =>
        $"Gateway:{key.Path}{(key.Type == SettingType.Texts ? ":0" : "")}"
            .Replace("{name}", "catalog", StringComparison.Ordinal)
            .Replace("{n}", "0", StringComparison.Ordinal)
            .Replace("{header}", "X-Tenant", StringComparison.Ordinal)
            .Replace("{claim}", "department", StringComparison.Ordinal);
}

using System.Reflection;

namespace Shop.Orchestration;

/// <summary>A host as a child process: what to run, where, and with which settings.</summary>
/// <param name="Name">Short name for messages.</param>
/// <param name="Assembly">Full path of the host's dll.</param>
/// <param name="Folder">Its content root, where settings, contracts and operations are.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="Settings">Passed by command line.</param>
/// <param name="Secrets">Passed by environment, which other users of the machine cannot read.</param>
internal sealed record HostLaunch(
    string Name,
    string Assembly,
    string Folder,
    Uri Url,
    IReadOnlyList<(string Key, string Value)> Settings,
    IReadOnlyList<(string Key, string Value)> Secrets)
{
    /// <summary>Finds a host by what this project's build wrote down: <c>Host.Bff.Web</c>, dll and folder.</summary>
    public static HostLaunch Of(
        string name,
        string project,
        Uri url,
        IReadOnlyList<(string Key, string Value)> settings,
        IReadOnlyList<(string Key, string Value)> secrets)
    {
        var written = typeof(HostLaunch).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .ToDictionary(attribute => attribute.Key, attribute => attribute.Value ?? "");
        return new HostLaunch(
            name, written[$"Host.{project}.Assembly"], written[$"Host.{project}.Folder"], url, settings, secrets);
    }
}

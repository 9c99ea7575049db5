using System.Globalization;

namespace Gateway.Bench.Loads;

/// <summary>What the kernel accounts to a process and its children.</summary>
/// <param name="CpuMilliseconds">User and system time so far.</param>
/// <param name="ResidentMegabytes">Memory now.</param>
/// <param name="PeakMegabytes">Most memory so far.</param>
internal readonly record struct ProcessFigures(double CpuMilliseconds, double ResidentMegabytes, double PeakMegabytes)
{
    /// <summary>Of Linux on all that this runs on: USER_HZ.</summary>
    private const double TicksPerSecond = 100;

    private const int ParentField = 1;
    private const int UserField = 11;
    private const int SystemField = 12;

    /// <summary>Source: proc(5), <c>/proc/PID/stat</c> and <c>/proc/PID/status</c>.</summary>
    public static ProcessFigures Of(int root)
    {
        var stats = Directory.EnumerateDirectories("/proc")
            .Select(static folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(static id => id > 0)
            .Select(static id => (Id: id, Stat: ReadStat(id)))
            .Where(static entry => entry.Stat.Length > SystemField)
            .ToList();
        var family = new HashSet<int> { root };
        while (stats.Any(entry => family.Contains(Number(entry.Stat, ParentField)) && family.Add(entry.Id)))
        {
        }

        var ticks = stats.Where(entry => family.Contains(entry.Id))
            .Sum(static entry => Number(entry.Stat, UserField) + Number(entry.Stat, SystemField));
        return new ProcessFigures(
            ticks * 1000 / TicksPerSecond,
            family.Sum(id => Memory(id, "VmRSS:")),
            family.Sum(id => Memory(id, "VmHWM:")));
    }

    /// <returns>The fields behind the name, which may hold spaces; none for a process that has ended.</returns>
    private static string[] ReadStat(int id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static int Number(string[] stat, int field) => int.Parse(stat[field], CultureInfo.InvariantCulture);

    private static double Memory(int id, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status")
                .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : int.Parse(line[name.Length..^3].Trim(), CultureInfo.InvariantCulture) / 1024.0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

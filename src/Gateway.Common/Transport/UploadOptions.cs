using Gateway.Common.Primitives;

namespace Gateway.Common.Transport;

/// <summary>Files sent with an operation, <c>Gateway:Uploads</c>. Off by default.</summary>
internal sealed record UploadOptions
{
    /// <summary>Default false.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>Files of one request; 1 to 100; default 10.</summary>
    public int FilesMax { get; init; } = 10;

    /// <summary>Bytes of one file; 1 KiB to 256 MiB; default 5 MiB.</summary>
    public int FileBytesMax { get; init; } = 5 << 20;

    /// <summary>Bytes of a whole request, held in memory while it runs; 1 KiB to 1 GiB; default 20 MiB.</summary>
    public int BytesMax { get; init; } = 20 << 20;

    /// <summary>Places in the variables that files may stand at; 1 to 1,000; default 20.</summary>
    public int PlacesMax { get; init; } = 20;

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        problems.RequireRange(FilesMax, 1, 100, nameof(FilesMax));
        problems.RequireRange(FileBytesMax, 1024, 256 << 20, nameof(FileBytesMax));
        problems.RequireRange(BytesMax, 1024, 1 << 30, nameof(BytesMax));
        problems.RequireRange(PlacesMax, 1, 1_000, nameof(PlacesMax));
        return problems.All;
    }
}

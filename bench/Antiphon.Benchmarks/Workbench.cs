using Antiphon.Benchmarks.Processes;

namespace Antiphon.Benchmarks;

/// <summary>What the steps share: a directory on the real disk, and one served and filled server that is started when the first asks for it.</summary>
public sealed class Workbench : IAsyncDisposable
{
    private readonly string root;
    private Task<Village>? village;
    private int directories;

    public Workbench()
    {
        // Not the system's directory for temporary files: that may be memory, where a durable write costs nothing.
        root = Path.GetFullPath(Path.Combine("artifacts", "bench", $"{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Environment.ProcessId}"));
        Directory.CreateDirectory(root);
    }

    /// <summary>A real server with people, a call, a thread and timelines.</summary>
    public Task<Village> Village() => village ??= Processes.Village.Build(NewDirectory());

    public string NewDirectory() => Directory.CreateDirectory(Path.Combine(root, (++directories).ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    public async ValueTask DisposeAsync()
    {
        if (village is { IsCompletedSuccessfully: true }) await (await village).DisposeAsync();
        Directory.Delete(root, recursive: true);
    }
}
